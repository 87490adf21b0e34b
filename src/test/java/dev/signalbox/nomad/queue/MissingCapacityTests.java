package dev.signalbox.nomad.queue;

import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.queue.Waits.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.Views;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MissingCapacityTests {

  private static final Resources MACHINE = new Resources(16_000, 32_000, 100_000);

  @Test
  void packsWhatWaitsIntoAsFewClientsAsItTakes() {
    // by memory alone 5 × 12 + 5 × 8 = 100 thousand would be 4 machines; 12 + 12 + 8 fills one
    Views views = cluster();
    waits("large").full("memory", 1, new Resources(2_000, 12_000, 0)).times(5).into(views);
    waits("small").full("memory", 1, new Resources(2_000, 8_000, 0)).times(5).into(views);

    assertThat(missing(views).kinds().getFirst())
        .extracting(
            kind -> kind.machine().name(),
            MissingCapacity.Kind::clients,
            MissingCapacity.Kind::taken)
        .containsExactly("m5.2xlarge", 4, 10);
  }

  @Test
  void mindsProcessorsAsWellAsMemory() {
    Views views = cluster();
    waits("busy").full("cpu", 1, new Resources(16_000, 1_000, 0)).times(3).into(views);

    assertThat(missing(views).kinds().getFirst().clients()).isEqualTo(3);
  }

  @Test
  void saysHowManyWouldNotFitAndPutsTheKindThatTakesMostFirst() {
    Views views =
        cluster()
            .with(
                client("big")
                    .has(new Resources(64_000, 256_000, 1))
                    .in("default")
                    .attribute("platform.aws.instance-type", "r5.8xlarge"));
    waits("large").full("memory", 1, new Resources(1_000, 60_000, 0)).times(2).into(views);
    waits("small").full("memory", 1, new Resources(1_000, 1_000, 0)).into(views);

    assertThat(missing(views).kinds())
        .extracting(
            kind -> kind.machine().name(),
            MissingCapacity.Kind::clients,
            MissingCapacity.Kind::taken,
            MissingCapacity.Kind::left)
        .containsExactly(tuple("r5.8xlarge", 1, 3, 0), tuple("m5.2xlarge", 1, 1, 2));
  }

  @Test
  void asksForNoClientWhereOneWouldNotHelp() {
    Views views = cluster();
    waits("windows").ruledOut(1, Map.of("${attr.kernel.name} = windows", 1)).into(views);

    assertThat(missing(views).kinds()).isEmpty();
  }

  @Test
  void countsWhatItCannotMeasure() {
    Views views = cluster();
    waits("a").full("memory", 1, Resources.NONE).times(2).into(views);

    assertThat(missing(views)).isEqualTo(new MissingCapacity(List.of(), 2));
  }

  private static Views cluster() {
    return Views.cluster()
        .with(client("n1").has(MACHINE).attribute("platform.aws.instance-type", "m5.2xlarge"));
  }

  private static MissingCapacity missing(Views views) {
    ClusterView view = views.view();
    return MissingCapacity.of(QueueTests.explained(view), view);
  }
}
