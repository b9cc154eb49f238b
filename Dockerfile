# mnistfit serve in a container. It runs as a user without rights, and with a read-only root file system:
#
#   docker build -t mnistfit .
#   docker run --rm --read-only --tmpfs /tmp --cap-drop ALL --cpus 2 --memory 2g -p 127.0.0.1:8080:8080 mnistfit
#
# Each processor has a worker process of about 75 MB: docs/serve.md says what else --memory must be enough for.
#
# It listens on all of the container's addresses; -p 127.0.0.1:… is what keeps it to this machine.

FROM debian:bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends binutils maven openjdk-17-jdk-headless xz-utils \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml ./
COPY src src
COPY models models
COPY samples samples
COPY samples-of-numbers samples-of-numbers
COPY LICENSE README.md CHANGELOG.md SECURITY.md ./
# A runtime of the JDK's modules that are used, with mnistfit in it: no JDK in the image.
RUN mvn -B -ntp -q package -DskipTests -Dspotless.check.skip \
 && src/dist/image.sh

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends libstdc++6 libgomp1 zlib1g \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --no-create-home --shell /usr/sbin/nologin mnistfit
COPY --from=build /build/target/mnistfit-image /opt/mnistfit
USER mnistfit
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
# SIGTERM lets it finish what it has, within ten seconds: as long as docker stop waits.
ENTRYPOINT ["/opt/mnistfit/bin/mnistfit"]
CMD ["serve", "--host", "0.0.0.0"]
