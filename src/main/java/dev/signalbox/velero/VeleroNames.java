package dev.signalbox.velero;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** Names and label values in the form that Velero generates. */
public final class VeleroNames {

  /** Longest name of an object that Signalbox creates, with the 5 generated characters. */
  public static final int MAX_LENGTH = 50;

  private static final int MAX_LABEL = 63;
  private static final int HASH_LENGTH = 6;
  private static final int GENERATED_LENGTH = 5;

  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private VeleroNames() {}

  /**
   * Returns the label value for a name, as {@code GetValidName} in velero's {@code pkg/label}: a
   * name of more than 63 characters is cut to 57 and followed by 6 hex digits of its SHA-256.
   */
  public static String labelValue(String name) {
    if (name.length() <= MAX_LABEL) {
      return name;
    }
    String hash = HexFormat.of().formatHex(sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
    return name.substring(0, MAX_LABEL - HASH_LENGTH) + hash.substring(0, HASH_LENGTH);
  }

  /**
   * Returns a value of {@code metadata.generateName}: a DNS label that ends with a hyphen, so that
   * the generated name has at most {@value #MAX_LENGTH} characters.
   */
  public static String generateName(String prefix) {
    return cut(dnsLabel(prefix), MAX_LENGTH - GENERATED_LENGTH - 1) + "-";
  }

  /** Returns the name of a backup of a schedule: {@code <schedule>-yyyyMMddHHmmss} in UTC. */
  public static String scheduledBackup(String schedule, Instant at) {
    return schedule + "-" + SUFFIX.format(at);
  }

  /** Returns the name of a restore: {@code <backup>-yyyyMMddHHmmss} in UTC. */
  public static String restore(String backup, Instant at) {
    return cut(backup, 253 - 15) + "-" + SUFFIX.format(at);
  }

  /** Returns {@code generateName} of a request for a backup or restore, whose name may be long. */
  public static String generateNameFor(String backup) {
    return cut(backup, 57) + "-";
  }

  /** Returns whether Kubernetes accepts the text as the name of a custom resource. */
  public static boolean isValid(String name) {
    return name.length() <= 253
        && name.matches("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*+");
  }

  private static String dnsLabel(String text) {
    String label =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return label.isEmpty() ? "backup" : label;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length).replaceAll("[^a-z0-9]+$", "");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
