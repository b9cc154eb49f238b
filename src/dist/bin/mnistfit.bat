@echo off
rem Starts mnistfit with the Java that lies in the installation, or else that JAVA_HOME or PATH names.
setlocal
for %%i in ("%~dp0..") do set "HOME_DIR=%%~fi"
set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%HOME_DIR%\runtime\bin\java.exe" set "JAVA=%HOME_DIR%\runtime\bin\java.exe"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo mnistfit: No Java found: install a JDK, 17 or later, or set JAVA_HOME. 1>&2
  exit /b 3
)
set "VERSION="
for /f "tokens=3 delims=. " %%v in ('""%JAVA%" -version 2>&1" ^| findstr /c:" version "') do if not defined VERSION set "VERSION=%%~v"
set "VERSION=%VERSION:"=%"
if %VERSION% LSS 17 (
  echo mnistfit: Java %VERSION% found: JDK 17 or later is needed. 1>&2
  exit /b 3
)
rem Without these, the JVM itself warns about what the native libraries do.
set "SILENCE="
if %VERSION% GEQ 24 set "SILENCE=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djdk.reflect.useNativeAccessorOnly=true"
rem Classes loaded and linked beforehand: from JDK 19 on, Java makes and renews such an archive by itself. One for
rem what needs the network, one for what doesn't, for each installation, as elsewhere; mnistfit cache shows them.
set "CACHE="
if defined USERPROFILE set "CACHE=%USERPROFILE%\.cache\mnistfit"
if defined XDG_CACHE_HOME set "CACHE=%XDG_CACHE_HOME%\mnistfit"
set "PLACE=%CACHE%\start\%HOME_DIR::=%"
set "SUM=unknown"
if exist "%HOME_DIR%\lib\mnistfit.jar.md5" set /p SUM=<"%HOME_DIR%\lib\mnistfit.jar.md5"
set "KIND=short"
for %%c in (predict read train evaluate fit) do if "%~1"=="%%c" set "KIND=pictures"
set "ARCHIVE=-Xshare:auto"
if %VERSION% GEQ 19 if defined CACHE (
  if not exist "%PLACE%" mkdir "%PLACE%" 2>nul
  set ARCHIVE=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%PLACE%\jdk-%VERSION%-%SUM%-%KIND%.jsa"
)
rem A damaged archive isn't used, a JVM that crashes says so by its exit status alone, and nothing that it says,
rem to Ctrl-Break for one, is among the answers.
set "SAFE=-XX:+VerifySharedSpaces -XX:+SuppressFatalErrorMessage -XX:-CreateCoredumpOnCrash"
set "SAFE=%SAFE% -XX:+DisplayVMOutputToStderr"
rem Java finds out whether there is a terminal; from JDK 22 on, only this console tells.
set "CONSOLE=-Dmnistfit.console=true"
if %VERSION% GEQ 22 set "CONSOLE=-Dmnistfit.console=true -Djdk.console=java.base"
rem The Windows terminal understands colours, older consoles don't.
if defined WT_SESSION if not defined TERM set "TERM=xterm-256color"
rem Java itself would end with 1, which is another thing here; asked only where there is something to ask.
if defined MNISTFIT_OPTS (
  "%JAVA%" -XX:+UseSerialGC -Xms32m -XX:ErrorFile=NUL %MNISTFIT_OPTS% -version >nul 2>&1
  if errorlevel 1 (
    echo mnistfit: Java doesn't take the options in MNISTFIT_OPTS: %MNISTFIT_OPTS%. 1>&2
    exit /b 3
  )
)
rem Java says on standard error that it has found these, unless they are on its command line.
set "JAVA_OPTIONS=%JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS%"
set "JAVA_LAST_OPTIONS=%_JAVA_OPTIONS%"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
rem Commands but these are over before the optimising compiler has earned its keep.
set "COMPILER=-XX:TieredStopAtLevel=1"
for %%c in (train evaluate fit serve) do if "%~1"=="%%c" set "COMPILER=-XX:TieredStopAtLevel=4"
rem One OpenMP thread: parallel work is shared out to Java threads, which is many times faster.
set "OMP_NUM_THREADS=1"
rem OpenCV would report each damaged picture a second time, in its own words.
set "OPENCV_LOG_LEVEL=SILENT"
"%JAVA%" %JAVA_OPTIONS% -XX:+UseSerialGC -Xms32m -XX:-UsePerfData -Xlog:disable -Djava.awt.headless=true ^
  %SAFE% %COMPILER% %SILENCE% %ARCHIVE% %CONSOLE% %MNISTFIT_OPTS% %JAVA_LAST_OPTIONS% ^
  -Dmnistfit.home="%HOME_DIR%" -Djava.library.path="%HOME_DIR%\lib\native" ^
  -Dorg.bytedeco.javacpp.pathsFirst=true -cp "%HOME_DIR%\lib\mnistfit.jar" ^
  io.github.mnistfit.cli.Main %*
exit /b %ERRORLEVEL%
