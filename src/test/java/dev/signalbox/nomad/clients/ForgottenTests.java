package dev.signalbox.nomad.clients;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.nomad.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is forgotten, and who is only resting. */
class ForgottenTests {

  @Test
  void findsThoseThatNobodyLooksAfter() {
    Views views =
        Views.cluster()
            .with(client("resting").ineligible().since(ago(23)))
            .with(client("parked").ineligible().since(ago(25)))
            .with(client("blip").down(NOW.minusSeconds(600)))
            .with(client("ghost").down(ago(2)))
            .with(client("drained").drained(ago(2)))
            .with(client("just-drained").drained(NOW.minusSeconds(60)))
            .with(client("well"));

    ForgottenPage page = page(views);

    assertThat(page.truth()).isEqualTo("3 clients need somebody");
    assertThat(page.groups())
        .flatExtracting(ForgottenPage.Group::lines)
        .extracting(ForgottenPage.Line::name, line -> line.act().label())
        .containsExactly(
            tuple("ghost", "Purge"),
            tuple("parked", "Make eligible"),
            tuple("drained", "Make eligible"));
  }

  @Test
  void saysWhichDrainMayKeepAnAutoscalerStill() {
    Views views =
        Views.cluster()
            .with(client("quick").draining(null, Map.of()))
            .with(client("slow").draining(null, Map.of("drained_by", "nomad-autoscaler")));

    assertThat(page(views).groups()).isEmpty();

    List<ForgottenPage.Group> later =
        ForgottenPage.of(
                Forgotten.of(
                    ClientLines.of(views.view()), Clock.offset(Page.CLOCK, Duration.ofMinutes(20))),
                Page.TRUST,
                Page.ADMIN,
                Clock.offset(Page.CLOCK, Duration.ofMinutes(20)))
            .groups();
    assertThat(later)
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.lines())
                  .extracting(ForgottenPage.Line::sentence)
                  .contains(
                      "Scaling may be frozen: it drains since 11:44 UTC, for 40 min, by"
                          + " nomad-autoscaler, 0 builds are left");
            });
  }

  private static Instant ago(int hours) {
    return NOW.minus(Duration.ofHours(hours));
  }

  private static ForgottenPage page(Views views) {
    return ForgottenPage.of(
        Forgotten.of(ClientLines.of(views.view()), Page.CLOCK), Page.TRUST, Page.ADMIN, Page.CLOCK);
  }
}
