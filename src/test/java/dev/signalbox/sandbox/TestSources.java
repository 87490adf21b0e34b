package dev.signalbox.sandbox;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Keeps what only tests have out of a console that starts as in production: the test classes lie
 * below the same package, and its scan would find them.
 */
final class TestSources extends TypeExcludeFilter {

  @Override
  public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
    return reader.getResource().getURI().toString().contains("/test-classes/");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TestSources;
  }

  @Override
  public int hashCode() {
    return TestSources.class.hashCode();
  }
}
