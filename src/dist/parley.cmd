@echo off
rem Runs Parley from an unpacked distribution, with the Java that came with it, or with PARLEY_JAVA_HOME, JAVA_HOME or the path.
setlocal
set "PARLEY_HOME=%~dp0"
set "PARLEY_JAVA=%PARLEY_HOME%runtime\bin\java.exe"
if exist "%PARLEY_JAVA%" goto run
set "PARLEY_JAVA=java.exe"
if defined JAVA_HOME set "PARLEY_JAVA=%JAVA_HOME%\bin\java.exe"
if defined PARLEY_JAVA_HOME set "PARLEY_JAVA=%PARLEY_JAVA_HOME%\bin\java.exe"
:run
"%PARLEY_JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=2 -XX:-UsePerfData -Djdk.reflect.useNativeAccessorOnly=true -Djdk.console=java.base -Djava.util.logging.manager=dev.parley.launcher.NoLogging -Dpicocli.disable.closures=true --enable-native-access=ALL-UNNAMED %PARLEY_JAVA_OPTS% -cp "%PARLEY_HOME%parley-launcher.jar" dev.parley.cli.Main %*
exit /b %ERRORLEVEL%
