package dev.signalbox.nomad.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadLists.Event;
import dev.signalbox.nomad.Trust.State;
import dev.signalbox.outside.OutsideWorldException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the first view comes about. */
class StartingTests {

  private final OutsideWorldException away =
      new OutsideWorldException.Unreachable("read", "connection refused", "look", null);

  private final WatchedByHand watched = new WatchedByHand();
  private final ScriptedNomad nomad = watched.nomad;

  @Test
  void opensTheStreamBeforeItAsksForLists() {
    watched.started();
    assertThat(nomad.asked).doesNotContain("clients");

    nomad.stands();
    watched.settles();

    assertThat(nomad.asked)
        .containsSubsequence("probe", "follow 0", "clients")
        .contains("allocations", "jobs", "evaluations");
    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
    assertThat(watched.trust().servers()).containsExactly("1.7.7");
    assertThat(watched.trust().resyncs()).isEqualTo(1);
  }

  @Test
  void keepsWhatEventsToldWhileTheListsWereUnderWay() {
    nomad.clients.add(Things.listed("client-1", 90));
    watched.started();
    nomad.stands();
    watched.desk.work();

    nomad.says(Things.batch(110, new Event.ClientChanged(Things.draining("client-1", 110, null))));
    watched.settles();

    assertThat(watched.view().client("client-1")).get().returns(true, Client::draining);
  }

  @Test
  void forgetsWhatWasPurgedWhileTheListsWereUnderWay() {
    nomad.clients.add(Things.listed("client-1", 90));
    watched.started();
    nomad.stands();
    watched.desk.work();

    nomad.says(Things.batch(110, new Event.ClientGone("client-1")));
    watched.settles();

    assertThat(watched.view().client("client-1")).isEmpty();
  }

  @Test
  void showsNothingBeforeAllFourListsAreRead() {
    nomad.clients.add(Things.listed("client-1", 90));
    nomad.fails(Kind.JOBS, away);
    watched.live();

    assertThat(watched.view()).isSameAs(ClusterView.EMPTY);
    assertThat(watched.trust().state()).isEqualTo(State.STARTING);
    assertThat(watched.trust().answered()).isEqualTo("connection refused");

    nomad.works();
    watched.after(Duration.ofSeconds(3));

    assertThat(watched.view().clients()).hasSize(1);
    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
    assertThat(watched.trust().tried()).isNull();
    assertThat(nomad.asked.stream().filter("clients"::equals)).hasSize(1);
  }

  @Test
  void listsAnywayWhereAnOldServerAnswersItsStreamWithTheFirstEventOnly() {
    nomad.clients.add(Things.listed("client-1", 90));
    watched.started().after(Duration.ofSeconds(3));
    assertThat(watched.view().clients()).hasSize(1);
    assertThat(watched.trust().state()).isEqualTo(State.STARTING);

    watched.says(Things.clientAt(100));

    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
    assertThat(watched.loads()).isEqualTo(1);
  }

  @Test
  void triesAgainWhileNothingAnswers() {
    nomad.probeFailure = away;
    watched.started();
    assertThat(watched.trust().tried()).isEqualTo("read");

    nomad.works();
    watched.after(Duration.ofSeconds(2));
    nomad.stands();
    watched.settles();

    assertThat(watched.trust().state()).isEqualTo(State.LIVE);
  }

  @Test
  void readsClientsAloneForWhatListsDoNotTell() {
    nomad.clients.add(Things.listed("client-1", 90));
    nomad.whole.put("client-1", Things.whole("client-1", 90));

    watched.live().after(Duration.ofSeconds(1));

    assertThat(watched.view().client("client-1"))
        .get()
        .returns(Map.of("os.name", "ubuntu"), Client::attributes);
    assertThat(nomad.asked.stream().filter("client client-1"::equals)).hasSize(1);
  }

  @Test
  void readsThoseThatAreDrainedFirst() {
    for (int number = 0; number < 200; number++) {
      nomad.clients.add(Things.listed("client-" + number, 90));
    }
    nomad.clients.add(Things.draining("drained", 90, null));

    watched.live();

    assertThat(nomad.asked.stream().filter(what -> what.startsWith("client ")).findFirst())
        .contains("client drained");
  }

  @Test
  void asksForListsAgainAndAgainWhereThereAreNoEvents() {
    nomad.capabilities = Capabilities.LEAST;
    nomad.jobs.add(Things.job("one", JobStatus.PENDING, Map.of(), 90));

    watched.started();

    assertThat(watched.trust().state()).isEqualTo(State.POLLING);
    assertThat(watched.trust().tried()).isNull();
    assertThat(watched.view().jobs()).hasSize(1);
    assertThat(watched.follows()).isEmpty();
  }

  @Test
  void tellsAnEventsAllocationItsJobsTypeWhicheverComesFirst() {
    watched.live();

    watched.says(
        Things.batch(
            120,
            new Event.AllocationChanged(
                Things.allocation("a", "one", AllocationStatus.RUNNING, 120))),
        Things.batch(
            121, new Event.JobChanged(Things.job("one", JobStatus.RUNNING, Map.of(), 121))));
    watched.after(Duration.ofSeconds(1));

    assertThat(List.copyOf(watched.view().allocations()))
        .singleElement()
        .satisfies(allocation -> assertThat(allocation.jobType()).isEqualTo("batch"));
  }
}
