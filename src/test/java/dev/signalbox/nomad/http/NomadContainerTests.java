package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadProperties;
import dev.signalbox.testing.ContainerTest;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Runs against a development agent of Nomad in a container, which enables raw_exec. */
@ContainerTest
class NomadContainerTests extends NomadApiTestCases {

  private static final int PORT = 4646;

  private static final GenericContainer<?> NOMAD =
      new GenericContainer<>("hashicorp/nomad:1.11")
          .withCommand("agent", "-dev", "-bind=0.0.0.0")
          // the client part of the agent manages cgroups
          .withPrivilegedMode(true)
          .withExposedPorts(PORT)
          .waitingFor(
              Wait.forHttp("/v1/nodes")
                  .forPort(PORT)
                  .forResponsePredicate(nodes -> nodes.contains("\"Status\":\"ready\"")));

  @BeforeAll
  static void start() {
    NOMAD.start();
  }

  @AfterAll
  static void stop() {
    NOMAD.stop();
  }

  @Override
  NomadProperties settings() {
    return NomadAdapters.settings(
        URI.create("http://%s:%d".formatted(NOMAD.getHost(), NOMAD.getMappedPort(PORT))), null);
  }
}
