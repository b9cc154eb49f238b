#!/bin/sh
# Builds two programs that use mnistfit as a library, one with Maven and one with Gradle, as docs/library.md
# tells: what they ask for is taken from that page, mnistfit from a repository of its own, all else from Maven
# Central. Then looks at what came along. Needs the network; Gradle's part is skipped where gradle is missing.
set -eu
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$PWD

mvn --batch-mode --no-transfer-progress --quiet deploy -DskipTests -Dspotless.check.skip \
  -DaltDeploymentRepository="own::default::file://$work/repository"

# block LANGUAGE: the page's first block in a language.
block() {
  awk -v begin="\`\`\`$1" '$0 == begin { on = 1; next } on && /^```/ { exit } on' docs/library.md
}

# A program with the page's first example, which reads photos/ruled.jpg.
program() {
  mkdir -p "$work/$1/src/main/java" "$work/$1/photos"
  block java >"$work/$1/src/main/java/Example.java"
  cp samples/ruled.jpg "$work/$1/photos/"
}

# brings NAME FILE MOST: fails if the command line's libraries or others came along, or the natives didn't,
# or there are more than MOST jars, which is as many as there are today.
brings() {
  if grep -E 'picocli|slf4j-nop|xchart|batik|progressbar|jetty|prometheus|jmustache' "$2"; then
    echo "$1: a library needs none of these" >&2
    exit 1
  fi
  for native in nd4j-native openblas javacpp opencv; do
    grep -q "$native" "$2" || {
      echo "$1: $native is missing" >&2
      exit 1
    }
  done
  jars=$(($(wc -l <"$2")))
  if [ $jars -gt "$3" ]; then
    echo "$1: $jars jars (at most $3)" >&2
    exit 1
  fi
  echo "$1: $jars jars"
}

says_nine() {
  [ "$(head -1 "$1")" = 9 ] || {
    echo "expected 9, not $(cat "$1")" >&2
    exit 1
  }
}

program maven
cat >"$work/maven/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>example</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <repositories>
    <repository><id>own</id><url>file://$work/repository</url></repository>
  </repositories>
  <dependencies>
$(block xml)
  </dependencies>
</project>
POM
# What the build left in the local repository would be taken instead.
installed=$(mvn -q help:evaluate -Dexpression=settings.localRepository -DforceStdout)/io/github/mnistfit/mnistfit
rm -rf "$installed"
(
  cd "$work/maven"
  mvn --batch-mode --no-transfer-progress --quiet compile dependency:build-classpath -Dmdep.outputFile=classpath
  tr ':' '\n' <classpath >jars
  OMP_NUM_THREADS=1 java -cp "target/classes:$(cat classpath)" Example >answer
  # The profiles of mnistfit's own pom choose the natives, here those of another machine.
  MAVEN_OPTS="-Dos.name=macosx -Dos.arch=aarch64" mvn --batch-mode --no-transfer-progress dependency:list >macos
  grep -q 'nd4j-native:jar:macosx-arm64' macos
)
says_nine "$work/maven/answer"
brings Maven "$work/maven/jars" 28
rm -rf "$installed"

if ! command -v gradle >/dev/null; then
  echo "Gradle: skipped, since gradle is missing"
  [ -z "${REQUIRE_PROGRAMS:-}" ]
  exit
fi
program gradle
cat >"$work/gradle/build.gradle" <<GRADLE
plugins { id 'java' }
repositories {
  maven { url = uri('$work/repository') }
  mavenCentral()
}
$(block groovy)
// An old Gradle knows no Java of today; the last -source and -target count.
tasks.withType(JavaCompile) { options.compilerArgs += ['-source', '17', '-target', '17'] }
task classPath {
  doLast { new File(projectDir, 'classpath').text = sourceSets.main.runtimeClasspath.asPath }
}
GRADLE
echo "rootProject.name = 'example'" >"$work/gradle/settings.gradle"
(
  cd "$work/gradle"
  GRADLE_USER_HOME=$work/gradle-home gradle --no-daemon --quiet classes classPath
  tr ':' '\n' <classpath | grep '\.jar$' >jars
  OMP_NUM_THREADS=1 java -cp "$(cat classpath)" Example >answer
)
says_nine "$work/gradle/answer"
brings Gradle "$work/gradle/jars" 29
cd "$root"
