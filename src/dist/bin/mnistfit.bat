@echo off
rem Starts mnistfit with the JDK that JAVA_HOME or PATH names.
setlocal
set "HOME_DIR=%~dp0.."
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java.exe")
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo mnistfit: no Java found: install a JDK, 17 or later, or set JAVA_HOME 1>&2
  exit /b 3
)
set "VERSION="
for /f "tokens=3 delims=. " %%v in ('""%JAVA%" -version 2>&1" ^| findstr /c:" version "') do if not defined VERSION set "VERSION=%%~v"
set "VERSION=%VERSION:"=%"
if %VERSION% LSS 17 (
  echo mnistfit: Java %VERSION% found: JDK 17 or later is needed 1>&2
  exit /b 3
)
rem Without these, the JVM itself warns about what the native libraries do.
set "SILENCE="
if %VERSION% GEQ 24 set "SILENCE=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
rem One OpenMP thread: parallel work is shared out to Java threads, which is many times faster.
set "OMP_NUM_THREADS=1"
rem OpenCV would report each damaged picture a second time, in its own words.
set "OPENCV_LOG_LEVEL=SILENT"
"%JAVA%" -XX:+UseSerialGC -XX:-UsePerfData -Djava.awt.headless=true -Xshare:auto %MNISTFIT_OPTS% %SILENCE% ^
  -Dmnistfit.home="%HOME_DIR%" -Dorg.bytedeco.javacpp.cachedir="%LOCALAPPDATA%\mnistfit\javacpp" -Djava.library.path="%HOME_DIR%\lib\native" ^
  -Dorg.bytedeco.javacpp.pathsFirst=true -cp "%HOME_DIR%\lib\mnistfit.jar" ^
  io.github.mnistfit.cli.Main %*
exit /b %ERRORLEVEL%
