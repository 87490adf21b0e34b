package dev.signalbox.testing;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Excludes test classes from the component scan of a console that starts as in production. They are
 * in the same base package.
 */
final class TestClassFilter extends TypeExcludeFilter {

  @Override
  public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
    return reader.getResource().getURI().toString().contains("/test-classes/");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TestClassFilter;
  }

  @Override
  public int hashCode() {
    return TestClassFilter.class.hashCode();
  }
}
