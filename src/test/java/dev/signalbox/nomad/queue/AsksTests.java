package dev.signalbox.nomad.queue;

import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.queue.Waits.waits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadDetails;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.Views;
import dev.signalbox.outside.OutsideWorldException.Missing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What waiting jobs ask for is read from their definitions, each once. */
class AsksTests {

  private static final Resources SIZE = new Resources(4_000, 8_192, 300);

  private final Defined nomad =
      new Defined(
          waits("gone")
              .index(1)
              .full("cpu", 2, new Resources(4_000, 0, 0))
              .into(
                  waits("busy")
                      .index(2)
                      .full("cpu", 2, new Resources(4_000, 0, 0))
                      .into(Views.cluster().with(client("n1")))));
  private final Asks asks = new Asks(nomad, nomad);

  @Test
  void readsWhatTheSchedulerToldOnlyInPart() {
    asks.learn();
    asks.learn();

    assertThat(asked("busy")).isEqualTo(SIZE);
    assertThat(nomad.read).containsExactly("gone", "busy");
  }

  @Test
  void takesTheSchedulersWordWhereTheDefinitionCannotBeRead() {
    asks.learn();

    assertThat(asked("gone")).isEqualTo(new Resources(4_000, 0, 0));
  }

  private Resources asked(String job) {
    return WaitingReasons.explain(Queue.of(nomad.view()), asks::of, nomad.view(), Views.NOW)
        .stream()
        .filter(one -> one.waiting().name().equals(job))
        .map(Explained::asked)
        .findFirst()
        .orElseThrow();
  }

  /** A cluster of which each job but one is defined alike. */
  private static final class Defined implements NomadCluster, NomadDetails {

    private final List<String> read = new ArrayList<>();
    private final ClusterView view;

    Defined(Views views) {
      this.view = views.view();
    }

    @Override
    public Optional<JobDetail> job(JobKey key) {
      read.add(key.id());
      if (key.id().equals("gone")) {
        throw new Missing("read a job", "job not found", "look elsewhere", null);
      }
      return view.job(key)
          .map(
              job ->
                  new JobDetail(
                      job,
                      Map.of(),
                      List.of(new GroupDetail("build", 1, SIZE, List.of())),
                      List.of(),
                      0,
                      ""));
    }

    @Override
    public ClusterView view() {
      return view;
    }

    @Override
    public Trust trust() {
      return new Trust(
          Trust.State.LIVE,
          Views.NOW,
          Views.NOW,
          true,
          Duration.ZERO,
          List.of(),
          0,
          null,
          null,
          null);
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.LEAST;
    }

    @Override
    public boolean awaits(long index, Duration atMost) {
      return true;
    }

    @Override
    public Optional<ClientDetail> client(String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Allocation> buildsOn(String clientId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientUse use(String clientId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Evaluation> evaluations(JobKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AllocationDetail> allocation(String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AllocationUse allocationUse(String allocationId) {
      throw new UnsupportedOperationException();
    }
  }
}
