package dev.signalbox.artifacts.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.artifacts.serving.SignedLinks.Validity;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.secrets.DerivedKey;
import dev.signalbox.secrets.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SignedLinksTests {

  private static final UUID USER = UUID.randomUUID();

  private final AdjustableClock clock = new AdjustableClock();
  private final SignedLinks links = new SignedLinks(key(0), clock);

  @Test
  void acceptsItsLinksUntilTheyExpire() {
    Map<String, String> link = parameters(links.sign("a/b.txt", USER));

    assertThat(check("a/b.txt", link)).isEqualTo(new Validity.Valid(USER));
    clock.advance(SignedLinks.LIFETIME);
    assertThat(check("a/b.txt", link)).isEqualTo(new Validity.Expired());
  }

  @Test
  void rejectsChangedLinks() {
    Map<String, String> link = parameters(links.sign("a/b.txt", USER));

    assertThat(check("a/c.txt", link)).isEqualTo(new Validity.Invalid());
    for (String name : link.keySet()) {
      Map<String, String> changed = new HashMap<>(link);
      changed.compute(name, (key, value) -> value.substring(1) + value.charAt(0));
      assertThat(check("a/b.txt", changed)).as(name).isEqualTo(new Validity.Invalid());
    }
    assertThat(links.check("", "", "", "")).isEqualTo(new Validity.Invalid());
  }

  @Test
  void rejectsPartsThatWereMovedBetweenParameters() {
    Map<String, String> link = parameters(links.sign("1\na.txt", USER));

    assertThat(
            links.check(
                "a.txt",
                value(link, "user"),
                value(link, "expires") + "\n1",
                value(link, "signature")))
        .isEqualTo(new Validity.Invalid());
  }

  @Test
  void rejectsLinksOfAnotherInstallation() {
    assertThat(check("a", parameters(new SignedLinks(key(1), clock).sign("a", USER))))
        .isEqualTo(new Validity.Invalid());
  }

  private Validity check(String artifact, Map<String, String> link) {
    return links.check(
        artifact, value(link, "user"), value(link, "expires"), value(link, "signature"));
  }

  private static String value(Map<String, String> link, String name) {
    return Objects.requireNonNull(link.get(name));
  }

  private static Map<String, String> parameters(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static SecretKeySpec key(int fill) {
    byte[] installation = new byte[32];
    Arrays.fill(installation, (byte) fill);
    return DerivedKey.of(
        new Secret(Base64.getEncoder().encodeToString(installation)), "artifact links");
  }
}
