package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two tasks with the same lock would skip runs of each other. */
class AdvisoryLockIdTests {

  @Test
  void everyLockHasItsOwnId() {
    List<AdvisoryLock> locks =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.signalbox")
                .stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().isEquivalentTo(AdvisoryLock.class))
                .map(AdvisoryLockIdTests::value)
                .toList();

    assertThat(locks).hasSizeGreaterThan(5).doesNotHaveDuplicates();
  }

  private static AdvisoryLock value(JavaField field) {
    try {
      Field reflected = field.reflect();
      reflected.setAccessible(true);
      return (AdvisoryLock) Objects.requireNonNull(reflected.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
