package dev.signalbox.settings;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The real Nomad configured in this process's environment, as for the nomad CLI. */
public final class NomadFromEnvironment {

  private NomadFromEnvironment() {}

  /** Returns the connection settings, with token, certificates and region. */
  public static Settings.Nomad settings() {
    return new NomadReader(
            NomadFromEnvironment::value,
            (variable, why) -> {
              throw new IllegalStateException(variable + " " + why);
            })
        .read(URI.create(Objects.requireNonNull(value(EnvironmentVariable.NOMAD_ADDRESS))));
  }

  private static @Nullable String value(EnvironmentVariable variable) {
    String text = System.getenv(variable.environmentName());
    return text == null || text.isEmpty() ? null : text;
  }
}
