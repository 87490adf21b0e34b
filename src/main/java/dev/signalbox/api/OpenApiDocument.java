package dev.signalbox.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The OpenAPI document of the API, a checked-in file that a test compares with the routes. */
@Component
class OpenApiDocument {

  static final String FILE = "api/openapi.json";

  private final String text;

  OpenApiDocument() {
    try {
      text = new ClassPathResource(FILE).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return text;
  }
}
