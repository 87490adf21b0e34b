package dev.signalbox.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The wall is shown without signing in. */
class WallPageTests {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-12-01T12:04:00Z"), ZoneOffset.UTC);

  @Test
  void omitsItemsThatNameUsers() {
    WallController.WallPage page =
        WallController.WallPage.of(
            List.of(new Source("2 users wait", true), new Source("admin signed in", false)),
            List.of(),
            CLOCK);

    assertThat(page.attention())
        .extracting(AttentionItem::sentence)
        .containsExactly("2 users wait");
    assertThat(page.more()).isZero();
  }

  private record Source(String sentence, boolean isOnWall) implements AttentionSource {

    @Override
    public Section section() {
      return Section.USERS;
    }

    @Override
    public String topic() {
      return "users";
    }

    @Override
    public List<AttentionItem> items() {
      return List.of(AttentionItem.ofNotice("Notice", 1, sentence, null, "Open it.", "/users"));
    }
  }
}
