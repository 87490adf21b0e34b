package dev.signalbox.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is made from a view, and when. */
class ClusterViewTests {

  private final AtomicInteger made = new AtomicInteger();

  @Test
  void makesOnceWhatManyAskFor() {
    ClusterView view = view(1);

    assertThat(index(view)).isSameAs(index(view)).returns(1L, Index::version);
    assertThat(made).hasValue(1);
  }

  @Test
  void makesAheadWhatWasAskedOfTheViewBefore() {
    ClusterView first = view(1);
    index(first);
    ClusterView second = view(2);

    second.makeAhead(first);

    assertThat(made).hasValue(2);
    assertThat(index(second)).returns(2L, Index::version);
    assertThat(made).hasValue(2);
  }

  @Test
  void makesNothingAheadThatNobodyAskedFor() {
    view(2).makeAhead(view(1));

    assertThat(made).hasValue(0);
  }

  private Index index(ClusterView view) {
    return view.derived(
        Index.class,
        from -> {
          made.incrementAndGet();
          return new Index(from.version());
        });
  }

  private static ClusterView view(long version) {
    return new ClusterView(version, Map.of(), Map.of(), Map.of(), Map.of());
  }

  private record Index(long version) {}
}
