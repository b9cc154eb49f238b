@echo off
rem Starts mnistfit with the Java that lies in the installation, or else that JAVA_HOME or PATH names.
setlocal EnableExtensions DisableDelayedExpansion
for %%i in ("%~dp0..") do set "HOME_DIR=%%~fi"
set "JAVA="
for %%j in (java.exe) do set "JAVA=%%~$PATH:j"
rem Some put quotes around it.
if defined JAVA_HOME set "JAVA_HOME=%JAVA_HOME:"=%"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%HOME_DIR%\runtime\bin\java.exe" set "JAVA=%HOME_DIR%\runtime\bin\java.exe"
if not defined JAVA goto no_java
if not exist "%JAVA%" goto no_java
rem Java says on standard error that it has found these, unless they are on its command line.
set "GIVEN="
if defined MNISTFIT_OPTS set "GIVEN= MNISTFIT_OPTS"
if defined JAVA_TOOL_OPTIONS set "GIVEN=%GIVEN% JAVA_TOOL_OPTIONS"
if defined JDK_JAVA_OPTIONS set "GIVEN=%GIVEN% JDK_JAVA_OPTIONS"
if defined _JAVA_OPTIONS set "GIVEN=%GIVEN% _JAVA_OPTIONS"
set "FIRST_OPTIONS=%JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS%"
set "LAST_OPTIONS=%MNISTFIT_OPTS% %_JAVA_OPTIONS%"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
rem From the JDK's release file, where there is one: asking java itself takes longer.
set "FULL_VERSION="
for %%j in ("%JAVA%") do set "RELEASE=%%~dpj..\release"
if exist "%RELEASE%" for /f "usebackq tokens=1,2 delims==" %%k in ("%RELEASE%") do if "%%k"=="JAVA_VERSION" set "FULL_VERSION=%%~l"
rem Begun by call, the line keeps its quotes.
if not defined FULL_VERSION for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1') do if not defined FULL_VERSION set "FULL_VERSION=%%~v"
if not defined FULL_VERSION goto no_java
rem 8 was 1.8.
for /f "tokens=1,2 delims=.-+_" %%a in ("%FULL_VERSION%") do (
  set "VERSION=%%a"
  if "%%a"=="1" set "VERSION=%%b"
)
if %VERSION% LSS 17 goto old_java
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
if not defined CACHE goto archive_known
if %VERSION% LSS 19 goto archive_known
if not exist "%PLACE%" mkdir "%PLACE%" 2>nul
set ARCHIVE=-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%PLACE%\jdk-%VERSION%-%SUM%-%KIND%.jsa"
:archive_known
rem A damaged archive isn't used, a JVM that crashes says so by its exit status alone, and nothing that it says,
rem to Ctrl-Break for one, is among the answers.
set "SAFE=-XX:+VerifySharedSpaces -XX:+SuppressFatalErrorMessage -XX:-CreateCoredumpOnCrash"
set "SAFE=%SAFE% -XX:+DisplayVMOutputToStderr"
rem Java finds out whether there is a terminal; from JDK 22 on, only this console tells.
set "CONSOLE=-Dmnistfit.console=true"
if %VERSION% GEQ 22 set "CONSOLE=-Dmnistfit.console=true -Djdk.console=java.base"
rem The Windows terminal understands colours, older consoles don't.
if defined WT_SESSION if not defined TERM set "TERM=xterm-256color"
rem Commands but these are over before the optimising compiler has earned its keep.
set "COMPILER=-XX:TieredStopAtLevel=1"
for %%c in (train evaluate fit serve) do if "%~1"=="%%c" set "COMPILER=-XX:TieredStopAtLevel=4"
rem One OpenMP thread: parallel work is shared out to Java threads, which is many times faster.
set "OMP_NUM_THREADS=1"
rem OpenCV would report each damaged picture a second time, in its own words.
set "OPENCV_LOG_LEVEL=SILENT"
rem What users have set goes through variables of for: there, | and & are letters, as in -Dhttp.nonProxyHosts=a|b.
rem Java itself would end with 1, which is another thing here; asked only where there is something to ask.
if not defined GIVEN goto options_work
for /f "delims=" %%a in ("%FIRST_OPTIONS% ") do for /f "delims=" %%z in ("%LAST_OPTIONS% ") do "%JAVA%" %%a -XX:+UseSerialGC -Xms32m -XX:ErrorFile=NUL %%z -version >nul 2>&1
if not "%ERRORLEVEL%"=="0" goto bad_options
:options_work
for /f "delims=" %%a in ("%FIRST_OPTIONS% ") do for /f "delims=" %%z in ("%LAST_OPTIONS% ") do ^
"%JAVA%" %%a -XX:+UseSerialGC -Xms32m -XX:-UsePerfData -Xlog:disable -Djava.awt.headless=true ^
%SAFE% %COMPILER% %SILENCE% %ARCHIVE% %CONSOLE% %%z ^
-Dmnistfit.home="%HOME_DIR%" -Djava.library.path="%HOME_DIR%\lib\native" ^
-Dorg.bytedeco.javacpp.pathsFirst=true -cp "%HOME_DIR%\lib\mnistfit.jar" ^
io.github.mnistfit.cli.Main %*
exit /b %ERRORLEVEL%

:no_java
echo mnistfit: No Java found ("%JAVA%"): install a JDK, 17 or later, or set JAVA_HOME. 1>&2
exit /b 3
:old_java
echo mnistfit: "%JAVA%" is version %VERSION%: JDK 17 or later is needed. 1>&2
exit /b 3
:bad_options
echo mnistfit: Java can't start with the options in%GIVEN%. 1>&2
exit /b 3
