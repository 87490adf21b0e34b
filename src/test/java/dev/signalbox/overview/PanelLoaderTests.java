package dev.signalbox.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.SummaryPanelSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PanelLoaderTests {

  private static final SummaryPanel LOADED =
      SummaryPanel.ofFigures(new Figure("Active", "37", null, "/users"));

  private final CountDownLatch never = new CountDownLatch(1);
  private final AdjustableClock clock = new AdjustableClock();
  private final PanelLoader loader = new PanelLoader(Duration.ofMillis(300), clock);

  @AfterEach
  void close() {
    never.countDown();
    loader.close();
  }

  @Test
  void showsTheOthersWhileOnePanelDoesNotRespond() {
    List<PanelView> panels =
        loader.load(List.of(source("a", this::hang), source("b", () -> LOADED)));

    assertThat(problem(panels.getFirst()).response()).startsWith("no response within");
    assertThat(panels.getLast().panel()).isEqualTo(LOADED);
  }

  @Test
  void limitsTheTimeOfAPanelThatDoesNotRespondForManyRequests() {
    SummaryPanelSource hanging = source("a", this::hang);
    for (int i = 0; i < 10; i++) {
      assertThat(problem(loader.load(hanging)).response()).startsWith("no response within");
    }

    assertThat(loader.load(source("b", () -> LOADED)).panel()).isEqualTo(LOADED);
  }

  @Test
  void showsSinceWhenAPanelFailsUntilItIsLoadedAgain() {
    String first = since(loader.load(source("a", PanelLoaderTests::fail)));
    clock.advance(Duration.ofMinutes(10));

    assertThat(since(loader.load(source("a", PanelLoaderTests::fail)))).isEqualTo(first);

    assertThat(loader.load(source("a", () -> LOADED)).panel()).isEqualTo(LOADED);
    assertThat(since(loader.load(source("a", PanelLoaderTests::fail)))).isNotEqualTo(first);
  }

  @Test
  void doesNotShowTheMessageOfAnInternalError() {
    ProblemPanel problem = problem(loader.load(source("a", PanelLoaderTests::fail)));

    assertThat(problem.response()).isEqualTo("internal error");
    assertThat(problem.tried()).isEqualTo("to load “Panel a”");
    assertThat(problem.errorId()).isNotNull();
  }

  @Test
  void showsTheResponseOfARemoteSystem() {
    ProblemPanel problem =
        problem(
            loader.load(
                source(
                    "a",
                    () -> {
                      throw new RemoteSystemException.Unreachable(
                          RemoteSystem.NOMAD, "list the nodes", "refused", "Check Nomad.", 0);
                    })));

    assertThat(problem)
        .returns("to list the nodes", ProblemPanel::tried)
        .returns("refused", ProblemPanel::response)
        .returns("Check Nomad.", ProblemPanel::advice);
  }

  private SummaryPanel hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return LOADED;
  }

  private static SummaryPanel fail() {
    throw new IllegalStateException("a detail of the code");
  }

  private static ProblemPanel problem(PanelView view) {
    return Objects.requireNonNull(Objects.requireNonNull(view.panel()).problem());
  }

  private static @Nullable String since(PanelView view) {
    return Objects.requireNonNull(problem(view).since()).iso();
  }

  private static SummaryPanelSource source(String id, Supplier<SummaryPanel> panel) {
    return new SummaryPanelSource() {
      @Override
      public Header header() {
        return new Header(id, "Panel " + id, "", "Open", "/");
      }

      @Override
      public SummaryPanel panel() {
        return panel.get();
      }
    };
  }
}
