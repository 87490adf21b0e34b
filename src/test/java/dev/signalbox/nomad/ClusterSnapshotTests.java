package dev.signalbox.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClusterSnapshotTests {

  private final AtomicInteger computed = new AtomicInteger();

  @Test
  void computesDerivedDataOnce() {
    ClusterSnapshot snapshot = snapshot(1);

    assertThat(index(snapshot)).isSameAs(index(snapshot)).returns(1L, Index::version);
    assertThat(computed).hasValue(1);
  }

  @Test
  void precomputesDataThatWasUsedInThePreviousSnapshot() {
    ClusterSnapshot first = snapshot(1);
    index(first);
    ClusterSnapshot second = snapshot(2);

    second.precompute(first);

    assertThat(computed).hasValue(2);
    assertThat(index(second)).returns(2L, Index::version);
    assertThat(computed).hasValue(2);
  }

  @Test
  void doesNotPrecomputeUnusedData() {
    snapshot(2).precompute(snapshot(1));

    assertThat(computed).hasValue(0);
  }

  private Index index(ClusterSnapshot snapshot) {
    return snapshot.derived(
        Index.class,
        from -> {
          computed.incrementAndGet();
          return new Index(from.version());
        });
  }

  private static ClusterSnapshot snapshot(long version) {
    return new ClusterSnapshot(version, Map.of(), Map.of(), Map.of(), Map.of());
  }

  private record Index(long version) {}
}
