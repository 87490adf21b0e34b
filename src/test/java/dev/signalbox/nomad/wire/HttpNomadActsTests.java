package dev.signalbox.nomad.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadActs;
import dev.signalbox.nomad.NomadActs.DrainOrder;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of each order: a missing one would mean another. */
class HttpNomadActsTests {

  private long index;

  @ParameterizedTest
  @CsvSource({",0", "PT0S,-1", "PT1H,3600000000000"})
  void drainsWithItsStrategyAndNeverWithoutOne(Duration deadline, long nanos) {
    assertThat(
            ordered(
                acts -> acts.drain("n", new DrainOrder(deadline, true), Map.of("message", "full"))))
        .isEqualTo(
            "POST /v1/node/n/drain {\"NodeID\":\"n\",\"DrainSpec\":{\"Deadline\":"
                + nanos
                + ",\"IgnoreSystemJobs\":true},\"MarkEligible\":false,"
                + "\"Meta\":{\"message\":\"full\"}}");
  }

  @Test
  void saysWhetherAClientIsEligibleAfterACancelledDrain() {
    assertThat(ordered(acts -> acts.cancelDrain("n", true, Map.of())))
        .isEqualTo(
            "POST /v1/node/n/drain {\"NodeID\":\"n\",\"DrainSpec\":null,\"MarkEligible\":true,"
                + "\"Meta\":{}}");
  }

  @Test
  void keepsAnIdInItsPartOfThePath() {
    assertThat(ordered(acts -> acts.stopJob(new JobKey("team a", "build/dispatch-1 ä?"), true)))
        .isEqualTo("DELETE /v1/job/build%2Fdispatch-1%20%C3%A4%3F?purge=true&namespace=team%20a ");
    assertThat(ordered(acts -> acts.purge(".."))).isEqualTo("POST /v1/node/%2E%2E/purge ");
  }

  @Test
  void restartsOneTaskOrAll() {
    assertThat(ordered(acts -> acts.restartAllocation("a", "agent")))
        .isEqualTo("POST /v1/client/allocation/a/restart {\"TaskName\":\"agent\"}");
    assertThat(ordered(acts -> acts.restartAllocation("a", null)))
        .isEqualTo("POST /v1/client/allocation/a/restart {\"TaskName\":\"\"}");
    assertThat(ordered(acts -> acts.stopAllocation("a"))).isEqualTo("POST /v1/allocation/a/stop ");
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
  void answersTheIndexOfTheWrite(String header, String body, long expected) {
    try (StrangeNomad strange =
            StrangeNomad.sayingInTurn(StrangeNomad.http(200, "application/json", body, header));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      assertThat(nomad.acts().setEligible("n", true)).isEqualTo(expected);
    }
  }

  private String ordered(ToLongFunction<NomadActs> order) {
    try (StrangeNomad strange =
            StrangeNomad.sayingInTurn(
                StrangeNomad.http(200, "application/json", "{}", "X-Nomad-Index: 41"));
        NomadFixture nomad = NomadFixture.at(strange.address())) {
      index = order.applyAsLong(nomad.acts());
      assertThat(index).isEqualTo(41);
      StrangeNomad.Asked asked = strange.asked().getFirst();
      return asked.method() + " " + asked.target() + " " + asked.body();
    }
  }
}
