package dev.signalbox.velero.storage;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the object stores accept as names. Each method returns the violation, or empty. */
public final class StorageRules {

  private static final int MIN_BUCKET = 3;
  private static final int MAX_BUCKET = 63;

  /** The longest name of a bucket of Google whose components are separated by dots. */
  private static final int MAX_DOTTED_BUCKET = 222;

  private static final int MAX_PREFIX = 500;

  private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final Pattern AWS_REGION =
      Pattern.compile("[a-z]{2}(?:-[a-z]{2,12}){1,3}-[1-9]\\d?");
  private static final Pattern S3_REGION = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62})");

  private StorageRules() {}

  /** Checks the name of a bucket. */
  public static Optional<String> bucket(StorageProvider provider, String name) {
    return provider == StorageProvider.GCP ? googleBucket(name) : s3Bucket(name);
  }

  /** The rules of Amazon for general purpose buckets, which most compatible stores share. */
  private static Optional<String> s3Bucket(String name) {
    if (name.length() < MIN_BUCKET
        || name.length() > MAX_BUCKET
        || !name.matches("[a-z0-9][a-z0-9.-]*[a-z0-9]")) {
      return Optional.of(
          "Use 3 to 63 lowercase letters, digits, hyphens and dots. Begin and end with a letter or"
              + " digit.");
    }
    if (name.contains("..") || IP_ADDRESS.matcher(name).matches()) {
      return Optional.of("Must not look like an IP address or contain two dots in a row.");
    }
    if (name.matches("(?:xn--|sthree-|amzn-s3-demo-).*")
        || name.matches(".*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)")) {
      return Optional.of("S3 reserves names that begin or end like this.");
    }
    return Optional.empty();
  }

  private static Optional<String> googleBucket(String name) {
    int max = name.contains(".") ? MAX_DOTTED_BUCKET : MAX_BUCKET;
    if (name.length() < MIN_BUCKET
        || name.length() > max
        || !name.matches("[a-z0-9][a-z0-9._-]*[a-z0-9]")
        || Arrays.stream(name.split("\\.", -1))
            .anyMatch(part -> part.isEmpty() || part.length() > MAX_BUCKET)) {
      return Optional.of(
          "Use 3 to 63 lowercase letters, digits, hyphens and underscores. Begin and end with a"
              + " letter or digit.");
    }
    if (IP_ADDRESS.matcher(name).matches()) {
      return Optional.of("Must not look like an IP address.");
    }
    return name.startsWith("goog") || name.contains("google")
        ? Optional.of("Google reserves names that begin with goog or contain google.")
        : Optional.empty();
  }

  /** Checks a prefix in a bucket; an empty one is valid. */
  public static Optional<String> prefix(String prefix) {
    return prefix.isEmpty()
            || (prefix.length() <= MAX_PREFIX
                && prefix.matches("[A-Za-z0-9!_.*'()-]+(?:/[A-Za-z0-9!_.*'()-]+)*+")
                && Arrays.stream(prefix.split("/", -1)).noneMatch(part -> part.matches("\\.+")))
        ? Optional.empty()
        : Optional.of(
            "Use letters, digits and ! - _ . * ' ( ), in parts separated by single slashes, without"
                + " a slash at the ends.");
  }

  /** Checks the region of a bucket. */
  public static Optional<String> region(StorageProvider provider, String region) {
    return switch (provider) {
      case AWS ->
          AWS_REGION.matcher(region).matches()
              ? Optional.empty()
              : Optional.of("Enter a region of AWS, such as eu-west-1.");
      case S3 ->
          S3_REGION.matcher(region).matches()
              ? Optional.empty()
              : Optional.of("Use letters, digits, hyphens and underscores. MinIO accepts minio.");
      case GCP -> Optional.empty();
    };
  }

  /** Checks the email address of a service account of Google. */
  public static Optional<String> serviceAccount(String email) {
    return email.matches("[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.:-]{4,80}\\.gserviceaccount\\.com")
        ? Optional.empty()
        : Optional.of("Enter an address such as velero@my-project.iam.gserviceaccount.com.");
  }

  /** Checks the ID of a project of Google. */
  public static Optional<String> project(String id) {
    return id.matches("(?:[a-z0-9.-]{1,30}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]")
        ? Optional.empty()
        : Optional.of(
            "Use 6 to 30 lowercase letters, digits and hyphens, beginning with a letter.");
  }
}
