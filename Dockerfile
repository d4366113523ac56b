# Python, R, Octave and the judge, ready to run:
#   docker build --tag lockstep .
#   docker run --rm lockstep                                  # every case
#   docker run --rm --volume "$PWD:/port:ro" lockstep validate /port/port.json

# What the README asks for, and an ordinary user with sudo.
FROM debian:13 AS base
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        ca-certificates git make python3 sudo \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --shell /bin/bash lockstep \
    && echo 'lockstep ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/lockstep
USER lockstep

# Everything that `make test` needs, too: compilers, PyTorch, JAX, a browser.
FROM base AS lockstep
USER root
COPY . /opt/lockstep
WORKDIR /opt/lockstep
RUN CI=1 make setup && rm -rf /var/lib/apt/lists/* ~/.cache
ENV PATH=/opt/lockstep/.venv/bin:$PATH
USER lockstep
WORKDIR /home/lockstep
ENTRYPOINT ["lockstep"]
CMD ["run"]
