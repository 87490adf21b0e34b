package dev.signalbox.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The encoding in which an artifact is stored, and whether the client accepts it.
 *
 * @param name the value of {@code Content-Encoding}; empty if it is not encoded
 */
public record ContentEncoding(String name, boolean isAccepted) {

  private static final String GZIP = "gzip";

  /** Not encodings of the content; some clients of S3 store the first one. */
  private static final Set<String> IGNORED = Set.of("aws-chunked", "identity", "");

  /**
   * Determines the encoding.
   *
   * @param accepted the header {@code Accept-Encoding}, or null
   */
  public static ContentEncoding of(Artifact artifact, @Nullable String accepted) {
    List<String> encodings =
        tokens(Objects.requireNonNullElse(artifact.contentEncoding(), "")).stream()
            .map(encoding -> encoding.equals("x-gzip") ? GZIP : encoding)
            .filter(encoding -> !IGNORED.contains(encoding))
            .toList();
    return new ContentEncoding(
        String.join(", ", encodings),
        encodings.stream().allMatch(encoding -> isAccepted(encoding, accepted)));
  }

  public boolean isEncoded() {
    return !name.isEmpty();
  }

  /** Whether Signalbox decodes it for the client. */
  public boolean isDecoded() {
    return name.equals(GZIP) && !isAccepted;
  }

  /**
   * Decodes gzip, including data of several members.
   *
   * @throws IOException if it is not gzip; the result throws it if the data is invalid or ends
   *     early
   */
  public static InputStream decode(InputStream gzip) throws IOException {
    return GzipCompressorInputStream.builder()
        .setInputStream(gzip)
        .setDecompressConcatenated(true)
        .get();
  }

  /** Whether the client can't read it, and Signalbox can't decode it. */
  public boolean isUnsupported() {
    return isEncoded() && !isAccepted && !isDecoded();
  }

  private static boolean isAccepted(String encoding, @Nullable String header) {
    for (String part : tokens(Objects.requireNonNullElse(header, ""))) {
      List<String> parameters = Arrays.stream(part.split(";", -1)).map(String::strip).toList();
      if (parameters.getFirst().equals(encoding)) {
        return parameters.stream().noneMatch(parameter -> parameter.matches("q=0(?:\\.0*)?"));
      }
    }
    return false;
  }

  private static List<String> tokens(String header) {
    return Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
        .map(String::strip)
        .toList();
  }
}
