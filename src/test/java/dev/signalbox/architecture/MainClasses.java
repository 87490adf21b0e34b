package dev.signalbox.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import dev.signalbox.SignalboxApplication;

/** The classes of the console, imported once per process, which takes several seconds. */
public final class MainClasses {

  public static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackagesOf(SignalboxApplication.class);

  private MainClasses() {}
}
