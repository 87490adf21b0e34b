package dev.signalbox.nomad.wire;

import dev.signalbox.settings.NomadOfThisProcess;
import dev.signalbox.settings.Settings;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract, asked of a real {@code nomad agent -dev} whose raw_exec is on. NOMAD_TOKEN,
 * NOMAD_CACERT and the others of Nomad's own command count as they do for the console.
 */
@EnabledIfEnvironmentVariable(named = "NOMAD_ADDR", matches = "http.+")
class RealNomadTests extends NomadContract {

  @Override
  Settings.Nomad settings() {
    return NomadOfThisProcess.settings();
  }
}
