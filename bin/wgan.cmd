@echo off
rem The command line of the project on Windows. It is built on first use, with a JDK alone; to build
rem it again after a change of its sources, delete bin\target\quick. It was not run on Windows yet.
setlocal
set "WGAN_FOLDER=%~dp0.."
if defined JAVA_HOME (set "WGAN_JAVA=%JAVA_HOME%\bin\java.exe") else (set "WGAN_JAVA=java.exe")
"%WGAN_JAVA%" -version >nul 2>&1 || (
  echo there is no java on the PATH, and JAVA_HOME names none: install a JDK 17 or newer 1>&2
  exit /b 1
)
set "WGAN_PATHS=light"
set "WGAN_PROFILE="
for %%c in (demo train resume study classifier) do if "%~1"=="%%c" (
  set "WGAN_PATHS=torch"
  set "WGAN_PROFILE=-Ptorch"
)
set "WGAN_LIST=%WGAN_FOLDER%\bin\target\quick\%WGAN_PATHS%.txt"
if exist "%WGAN_LIST%" goto run
echo building wgan, since it is new (Maven downloads what it lacks) ... 1>&2
pushd "%WGAN_FOLDER%"
call mvnw.cmd -B -q -Dwgan.quick -pl bin -am %WGAN_PROFILE% compile
if errorlevel 1 (
  popd
  echo the build failed 1>&2
  exit /b 1
)
popd
:run
for /f "usebackq delims=" %%p in ("%WGAN_LIST%") do set "CLASSPATH=%%p"
"%WGAN_JAVA%" -Djava.awt.headless=true -Dai.djl.offline=true --enable-native-access=ALL-UNNAMED %WGAN_JAVA_OPTS% dev.wgan.train.cli.Wgan %*
exit /b %ERRORLEVEL%
