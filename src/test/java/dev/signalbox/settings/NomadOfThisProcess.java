package dev.signalbox.settings;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The real Nomad that this process was told of, by the variables of Nomad's own command. */
public final class NomadOfThisProcess {

  private NomadOfThisProcess() {}

  /** How the console would reach it: with its token, its certificates and its region. */
  public static Settings.Nomad settings() {
    return new NomadReader(
            NomadOfThisProcess::value,
            (variable, why) -> {
              throw new IllegalStateException(variable + " " + why);
            })
        .read(URI.create(Objects.requireNonNull(value(Variable.NOMAD_ADDRESS))));
  }

  private static @Nullable String value(Variable variable) {
    String text = System.getenv(variable.environmentName());
    return text == null || text.isEmpty() ? null : text;
  }
}
