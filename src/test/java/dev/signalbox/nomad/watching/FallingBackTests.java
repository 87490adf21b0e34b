package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.Trust.State;
import dev.signalbox.outside.OutsideWorldException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done when events are not to be had, and that it is said. */
class FallingBackTests {

  private final OutsideWorldException refused =
      new OutsideWorldException.Refused("follow events", "403 Permission denied", "ask", null);

  private final WatchedByHand watched = new WatchedByHand();
  private final ScriptedNomad nomad = watched.nomad;

  @Test
  void asksForListsWhereTheStreamIsRefusedAndSaysWhy() {
    watched.started().streamEndsWith(refused);

    assertThat(watched.trust().state()).isEqualTo(State.POLLING);
    assertThat(watched.trust().answered()).isEqualTo("403 Permission denied");

    watched.after(Duration.ofMinutes(59));
    assertThat(watched.follows()).hasSize(1);
    watched.after(Duration.ofSeconds(65));
    nomad.stands();
    watched.settles().after(Duration.ofSeconds(3));

    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
    assertThat(watched.trust().tried()).isNull();
  }

  @Test
  void asksForListsForFiveMinutesAfterFiveBreaksInAMinute() {
    watched.live();
    for (int breaks = 0; breaks < 5; breaks++) {
      watched.streamEnds();
      if (watched.trust().state() == State.POLLING) {
        break;
      }
      awaitTheNextStream();
    }

    assertThat(watched.trust().state()).isEqualTo(State.POLLING);
    assertThat(watched.trust().answered()).isEqualTo("the stream ended without a word");
    int follows = watched.follows().size();
    assertThat(follows).isEqualTo(5);

    watched.after(Duration.ofMinutes(5));
    nomad.stands();
    watched.settles();
    assertThat(watched.follows()).hasSize(follows + 1);
    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
  }

  /** A stream that breaks at once, as a refused one does since 1.11.2. */
  private void awaitTheNextStream() {
    int follows = watched.follows().size();
    for (int seconds = 0; seconds < 30 && watched.follows().size() == follows; seconds++) {
      watched.after(Duration.ofSeconds(1));
    }
  }

  @Test
  void waitsForTheNextAnswerOfEachListAndRestsInBetween() {
    nomad.capabilities = Capabilities.LEAST;
    watched.started();

    watched.after(Duration.ofSeconds(1));
    assertThat(nomad.asked).doesNotContain("jobs after 100");
    watched.after(Duration.ofSeconds(1));
    assertThat(nomad.asked)
        .contains("clients after 100", "allocations after 100", "jobs after 100")
        .contains("evaluations after 100");
  }

  @Test
  void restsLongerAfterALongAnswer() {
    nomad.capabilities = Capabilities.LEAST;
    nomad.bytes = 3_000_000;
    watched.started();

    watched.after(Duration.ofSeconds(9));
    assertThat(nomad.asked).doesNotContain("jobs after 100");
    watched.after(Duration.ofSeconds(1));
    assertThat(nomad.asked).contains("jobs after 100");
  }

  @Test
  void asksForTimesAsLongAsTheAnswerIsNotTooLong() {
    nomad.capabilities = Capabilities.LEAST;
    watched.started().after(Duration.ofSeconds(3));
    assertThat(nomad.times).isNotEmpty().containsOnly(true);

    nomad.bytes = 17_000_000;
    watched.after(Duration.ofSeconds(3));
    nomad.times.clear();
    watched.after(Duration.ofSeconds(21));
    assertThat(nomad.times).isNotEmpty().containsOnly(false);
  }

  @Test
  void asksForTimesOfWhatNoEventWillTell() {
    watched.live();
    assertThat(nomad.times).containsExactly(true);

    watched.after(Duration.ofMinutes(10));
    assertThat(nomad.times.subList(1, nomad.times.size())).isNotEmpty().containsOnly(false);
  }

  @Test
  void givesUpAStreamThatNeverSpeaksAndSaysSo() {
    watched.started().after(Duration.ofSeconds(41));

    assertThat(watched.trust().state()).isEqualTo(State.POLLING);
    assertThat(watched.trust().answered()).contains("nothing within 40 seconds");
    assertThat(watched.trust().advice()).contains("something in between");
  }

  @Test
  void triesEventsSoonWhenEverythingIsBackThatWasRefused() {
    nomad.fails(Kind.JOBS, refused);
    watched.started().streamEndsWith(refused);
    watched.after(Duration.ofSeconds(10));
    assertThat(watched.follows()).hasSize(1);

    nomad.works();
    watched.after(Duration.ofSeconds(30));
    assertThat(watched.trust().state()).isEqualTo(State.POLLING);
    watched.after(Duration.ofSeconds(61));

    assertThat(watched.follows()).hasSize(2);
  }

  @Test
  void aListThatGoesBackHasEverythingReadAgain() {
    nomad.capabilities = Capabilities.LEAST;
    nomad.jobs.add(Things.job("old", JobStatus.DEAD, Map.of(), 90));
    watched.started();
    nomad.index = 20;
    nomad.jobs.set(0, Things.job("new", JobStatus.DEAD, Map.of(), 15));

    watched.after(Duration.ofSeconds(3));

    assertThat(watched.view().jobs()).extracting(job -> job.key().id()).containsExactly("new");
    assertThat(watched.trust().state()).isEqualTo(State.POLLING);
  }

  @Test
  void isStaleWhileOneOfTheListsFails() {
    nomad.capabilities = Capabilities.LEAST;
    watched.started();
    nomad.fails(Kind.ALLOCATIONS, refused);

    watched.after(Duration.ofSeconds(20));
    assertThat(watched.trust().state()).isEqualTo(State.STALE);
    assertThat(watched.trust().advice()).isEqualTo("ask");

    nomad.works();
    watched.after(Duration.ofSeconds(30));
    assertThat(watched.trust().state()).isEqualTo(State.POLLING);
  }

  @Test
  void saysThatTheLeaderIsGoneThoughTheStreamStands() {
    watched.live();
    nomad.pulseFailure =
        new OutsideWorldException.Unreachable("ask", "500 No cluster leader", "wait", null);
    nomad.leaderKnown = false;

    watched.after(Duration.ofSeconds(10));
    assertThat(watched.trust().leaderKnown()).isFalse();
    assertThat(watched.trust().answered()).isEqualTo("500 No cluster leader");
    assertThat(watched.trust().state()).isEqualTo(State.LIVE);

    nomad.works();
    nomad.leaderKnown = true;
    int probes = probes();
    watched.after(Duration.ofSeconds(16));
    assertThat(watched.trust().leaderKnown()).isTrue();
    assertThat(watched.trust().tried()).isNull();
    assertThat(probes()).isEqualTo(probes + 1);
  }

  @Test
  void asksEveryHourWhatTheServersCanDo() {
    watched.live();
    assertThat(probes()).isEqualTo(1);

    watched.after(Duration.ofMinutes(61));

    assertThat(probes()).isEqualTo(2);
  }

  private int probes() {
    return (int) nomad.asked.stream().filter("probe"::equals).count();
  }
}
