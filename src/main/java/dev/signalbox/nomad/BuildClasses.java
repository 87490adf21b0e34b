package dev.signalbox.nomad;

import dev.signalbox.settings.Settings;
import dev.signalbox.settings.Settings.BuildClass;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * What builds ask for by name. Nomad knows no resource classes, so the installation names them by
 * size; a size without a name is its own.
 */
@Component
public class BuildClasses {

  private final List<BuildClass> named;

  @Autowired
  BuildClasses(Settings settings) {
    this(settings.nomad().classes());
  }

  BuildClasses(List<BuildClass> named) {
    this.named = named;
  }

  /** Those that the settings name, smallest first. */
  public List<BuildClass> named() {
    return named;
  }

  /** A class as resources. */
  public static Resources asks(BuildClass one) {
    return new Resources(one.cpu(), one.memory(), 0);
  }

  /** {@code large}, or {@code 4.0 GiB, 2000 MHz} for a size that has no name. */
  public String nameOf(Resources asked) {
    return named.stream()
        .filter(one -> one.cpu() == asked.cpu() && one.memory() == asked.memory())
        .map(BuildClass::name)
        .findFirst()
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT, "%.1f GiB, %d MHz", asked.memory() / 1024.0, asked.cpu()));
  }
}
