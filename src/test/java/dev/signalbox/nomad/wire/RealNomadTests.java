package dev.signalbox.nomad.wire;

import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract, asked of a real {@code nomad agent -dev} whose raw_exec is on. */
@EnabledIfEnvironmentVariable(named = "NOMAD_ADDR", matches = "http.+")
class RealNomadTests extends NomadContract {

  @Override
  URI address() {
    return URI.create(Objects.requireNonNull(System.getenv("NOMAD_ADDR")));
  }
}
