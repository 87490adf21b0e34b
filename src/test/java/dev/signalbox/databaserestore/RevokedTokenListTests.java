package dev.signalbox.databaserestore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.accounts.tokens.TokenReview.RevokedToken;
import dev.signalbox.databaserestore.RevokedTokenList.Content;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevokedTokenListTests {

  private static final SecretKeySpec KEY = key("0123456789abcdef");
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final RevokedToken KNOWN = token(1, NOW, "admin");
  private static final RevokedToken UNKNOWN_USER = token(2, NOW.minusSeconds(1), null);
  private static final Content LIST =
      new Content(NOW, Map.of(KNOWN.id(), KNOWN, UNKNOWN_USER.id(), UNKNOWN_USER));

  @Test
  void readsWhatItHasWritten() {
    assertThat(Content.parse(LIST.format(KEY), KEY)).contains(LIST);
    Content empty = new Content(NOW, Map.of());
    assertThat(Content.parse(empty.format(KEY), KEY)).contains(empty);
  }

  @Test
  void ignoresAListThatWasChangedInTheStorage() {
    String text = LIST.format(KEY);
    List<String> lines = text.lines().toList();
    String withoutToken = text.replace(lines.get(1) + "\n", "");
    String withoutMac = text.replace(lines.getLast() + "\n", "");
    String truncated = text.substring(0, text.length() / 2);

    assertThat(List.of(withoutToken, withoutMac, truncated, text.replace("admin", "viewer"), ""))
        .allSatisfy(changed -> assertThat(Content.parse(changed, KEY)).isEmpty());
  }

  @Test
  void ignoresTheListOfAnotherInstallation() {
    assertThat(Content.parse(LIST.format(key("fedcba9876543210")), KEY)).isEmpty();
  }

  private static RevokedToken token(long id, Instant revokedAt, @Nullable String revokedBy) {
    return new RevokedToken(new UUID(0, id), NOW.plusSeconds(60), revokedAt, revokedBy);
  }

  private static SecretKeySpec key(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
  }
}
