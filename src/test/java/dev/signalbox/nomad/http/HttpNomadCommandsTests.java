package dev.signalbox.nomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCommands;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The request of each command; a missing field would change its meaning. */
@Tag("integration")
class HttpNomadCommandsTests {

  private long index;

  @ParameterizedTest
  @CsvSource({",0", "PT0S,-1", "PT1H,3600000000000"})
  void alwaysSendsADrainStrategy(Duration deadline, long nanos) {
    assertThat(
            sent(
                commands ->
                    commands.drain("n", new DrainSpec(deadline, true), Map.of("message", "full"))))
        .isEqualTo(
            "POST /v1/node/n/drain {\"NodeID\":\"n\",\"DrainSpec\":{\"Deadline\":"
                + nanos
                + ",\"IgnoreSystemJobs\":true},\"MarkEligible\":false,"
                + "\"Meta\":{\"message\":\"full\"}}");
  }

  @Test
  void sendsTheEligibilityWhenCancelingADrain() {
    assertThat(sent(commands -> commands.cancelDrain("n", true, Map.of())))
        .isEqualTo(
            "POST /v1/node/n/drain {\"NodeID\":\"n\",\"DrainSpec\":null,\"MarkEligible\":true,"
                + "\"Meta\":{}}");
  }

  @Test
  void encodesIdsInThePath() {
    assertThat(
            sent(commands -> commands.stopJob(new JobKey("team a", "build/dispatch-1 ä?"), true)))
        .isEqualTo("DELETE /v1/job/build%2Fdispatch-1%20%C3%A4%3F?purge=true&namespace=team%20a ");
    assertThat(sent(commands -> commands.purge(".."))).isEqualTo("POST /v1/node/%2E%2E/purge ");
  }

  @Test
  void restartsOneTaskOrAllTasks() {
    assertThat(sent(commands -> commands.restartAllocation("a", "agent")))
        .isEqualTo("POST /v1/client/allocation/a/restart {\"TaskName\":\"agent\"}");
    assertThat(sent(commands -> commands.restartAllocation("a", null)))
        .isEqualTo("POST /v1/client/allocation/a/restart {\"TaskName\":\"\"}");
    assertThat(sent(commands -> commands.stopAllocation("a")))
        .isEqualTo("POST /v1/allocation/a/stop ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Nomad-Index: 41|{\"Index\":7}|41",
        "X-Other: 1|{\"EvalCreateIndex\":73,\"JobModifyIndex\":72}|73",
        "X-Other: 1|null|0",
        "X-Other: 1|''|0"
      })
  void returnsTheIndexOfTheWrite(String header, String body, long expected) {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(
                ScriptedHttpServer.http(200, "application/json", body, header));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      assertThat(nomad.commands().setEligible("n", true)).isEqualTo(expected);
    }
  }

  private String sent(ToLongFunction<NomadCommands> command) {
    try (ScriptedHttpServer server =
            ScriptedHttpServer.returningInOrder(
                ScriptedHttpServer.http(200, "application/json", "{}", "X-Nomad-Index: 41"));
        NomadAdapters nomad = NomadAdapters.at(server.address())) {
      index = command.applyAsLong(nomad.commands());
      assertThat(index).isEqualTo(41);
      ScriptedHttpServer.ReceivedRequest request = server.requests().getFirst();
      return request.method() + " " + request.target() + " " + request.body();
    }
  }
}
