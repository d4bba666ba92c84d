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
set "WGAN_MODULES=bin -am"
for %%c in (demo train resume study classifier) do if "%~1"=="%%c" (
  set "WGAN_PATHS=torch"
  set "WGAN_MODULES=bin -am -Ptorch"
)
set "WGAN_LIST=%WGAN_FOLDER%\bin\target\quick\%WGAN_PATHS%.txt"
rem No quotation marks around the whole assignment: those of an argument protect its < and >.
set WGAN_ARGUMENTS=%*
if "%~1"=="help" if "%~2"=="bulk" set "WGAN_ARGUMENTS=bulk --help" & set "WGAN_PATHS=spark"
if "%~1"=="bulk" set "WGAN_PATHS=spark"
if "%WGAN_PATHS%"=="spark" (
  set "WGAN_MODULES=wgan-spark -am"
  set "WGAN_LIST=%WGAN_FOLDER%\wgan-spark\target\quick\classpath.txt"
)
if exist "%WGAN_LIST%" goto run
echo building wgan, since it is new (Maven downloads what it lacks) ... 1>&2
pushd "%WGAN_FOLDER%"
call mvnw.cmd -B -q -Dwgan.quick -pl %WGAN_MODULES% compile
if errorlevel 1 (
  popd
  echo the build failed 1>&2
  exit /b 1
)
popd
:run
if "%WGAN_PATHS%"=="spark" goto spark
for /f "usebackq delims=" %%p in ("%WGAN_LIST%") do set "CLASSPATH=%%p"
"%WGAN_JAVA%" -Djava.awt.headless=true -Dai.djl.offline=true --enable-native-access=ALL-UNNAMED %WGAN_JAVA_OPTS% dev.wgan.train.cli.Wgan %*
exit /b %ERRORLEVEL%

:spark
rem Spark's class path is longer than a line of cmd.exe may be, so that Java reads it from a file.
set "WGAN_FILE=%WGAN_FOLDER%\wgan-spark\target\quick\arguments.txt"
> "%WGAN_FILE%" echo -cp "%WGAN_FOLDER:\=/%/wgan-spark/target/quick/classes;\
>> "%WGAN_FILE%" type "%WGAN_LIST%"
>> "%WGAN_FILE%" echo "
set "WGAN_OPENS="
for %%p in (java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar) do call set "WGAN_OPENS=%%WGAN_OPENS%% --add-opens=java.base/%%p=ALL-UNNAMED"
"%WGAN_JAVA%" -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED %WGAN_OPENS% %WGAN_JAVA_OPTS% "@%WGAN_FILE%" dev.wgan.spark.Bulk %WGAN_ARGUMENTS:*bulk=%
exit /b %ERRORLEVEL%
