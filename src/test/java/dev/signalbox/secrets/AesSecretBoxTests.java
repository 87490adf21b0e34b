package dev.signalbox.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.secrets.SecretBox.InvalidSealException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted values are readable only unmodified, in their context and with their key. */
class AesSecretBoxTests {

  private static final String PLACE = "membership.token:17";
  private static final String TOKEN = "gho_16C7e42F292c6912E7710c838347Ae178B4a";

  private final SecretBox box = new AesSecretBox(key(1));

  @ParameterizedTest
  @ValueSource(strings = {"", "x", TOKEN, "日本語 \u0000 \n 🚂"})
  void decryptsItsOwnValues(String text) {
    assertThat(box.open(box.seal(text, PLACE), PLACE)).isEqualTo(text);
  }

  @Test
  void decryptsValuesOfAnotherInstanceWithTheSameKey() {
    assertThat(new AesSecretBox(key(1)).open(box.seal(TOKEN, PLACE), PLACE)).isEqualTo(TOKEN);
  }

  @Test
  void doesNotRevealTheText() {
    assertThat(new String(box.seal(TOKEN, PLACE), StandardCharsets.ISO_8859_1))
        .doesNotContain("gho_")
        .doesNotContain(PLACE);
  }

  @Test
  void detectsAChangeOfAnyByte() {
    byte[] sealed = box.seal(TOKEN, PLACE);

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatExceptionOfType(InvalidSealException.class)
          .as("byte %d", i)
          .isThrownBy(() -> box.open(changed, PLACE));
    }
  }

  @Test
  void detectsTruncation() {
    byte[] sealed = box.seal(TOKEN, PLACE);

    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatExceptionOfType(InvalidSealException.class)
          .as("%d bytes", length)
          .isThrownBy(() -> box.open(cut, PLACE));
    }
  }

  @Test
  void detectsAppendedBytes() {
    byte[] sealed = box.seal(TOKEN, PLACE);

    assertThatExceptionOfType(InvalidSealException.class)
        .isThrownBy(() -> box.open(Arrays.copyOf(sealed, sealed.length + 1), PLACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"membership.token:18", "membership.token:1", ""})
  void rejectsValuesOfAnotherContext(String context) {
    byte[] sealed = box.seal(TOKEN, PLACE);

    assertThatExceptionOfType(InvalidSealException.class)
        .isThrownBy(() -> box.open(sealed, context));
  }

  @Test
  void rejectsValuesOfAnotherKey() {
    byte[] sealed = new AesSecretBox(key(2)).seal(TOKEN, PLACE);

    assertThatExceptionOfType(InvalidSealException.class).isThrownBy(() -> box.open(sealed, PLACE));
  }

  @Test
  void doesNotRevealTheTextInErrors() {
    byte[] sealed = box.seal(TOKEN, PLACE);

    assertThatExceptionOfType(InvalidSealException.class)
        .isThrownBy(() -> box.open(sealed, "elsewhere"))
        .withMessageNotContaining(TOKEN);
  }

  @Test
  void encryptsTheSameTextDifferently() {
    Set<String> heads = new HashSet<>();
    int times = 5_000;

    for (int i = 0; i < times; i++) {
      byte[] sealed = box.seal(TOKEN, PLACE);
      heads.add(HexFormat.of().formatHex(sealed, 1, 13));
      heads.add(HexFormat.of().formatHex(sealed, 13, 61));
      heads.add(HexFormat.of().formatHex(sealed, 61, 73));
    }

    assertThat(heads).hasSize(3 * times);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 24, 31, 33})
  void rejectsKeysOfAnotherLength(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> new AesSecretBox(new byte[length]));
  }

  private static byte[] key(int filling) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) filling);
    return key;
  }
}
