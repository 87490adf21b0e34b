package dev.signalbox.nomad;

import dev.signalbox.nomad.NomadBuildProperties.ResourceClass;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Maps the resources that a build requests to the name of a resource class. Nomad has no resource
 * classes; the setting {@code SIGNALBOX_NOMAD_CLASSES} defines them by size.
 */
@Component
public class ResourceClasses {

  private static final long MIB_PER_GIB = 1024;
  private static final DecimalFormatSymbols SYMBOLS =
      DecimalFormatSymbols.getInstance(Locale.ENGLISH);

  private final List<ResourceClass> named;

  @Autowired
  ResourceClasses(NomadBuildProperties settings) {
    this(settings.resourceClasses());
  }

  ResourceClasses(List<ResourceClass> named) {
    this.named = named;
  }

  /** The configured classes, smallest first. */
  public List<ResourceClass> named() {
    return named;
  }

  /** The resources of a class. */
  public static Resources resourcesOf(ResourceClass resourceClass) {
    return new Resources(resourceClass.cpu(), resourceClass.memory(), 0);
  }

  /** Returns {@code large}, or {@code 4 GiB, 2.5 GHz} for a size without a name. */
  public String nameOf(Resources requested) {
    return named.stream()
        .filter(
            resourceClass ->
                resourceClass.cpu() == requested.cpu()
                    && resourceClass.memory() == requested.memory())
        .map(ResourceClass::name)
        .findFirst()
        .orElseGet(() -> sizeOf(requested));
  }

  /** Formats MiB, such as {@code 4 GiB}; sizes that are no tenth of a GiB in MiB. */
  public static String memoryOf(long mebibytes) {
    return mebibytes < MIB_PER_GIB || mebibytes * 10 % MIB_PER_GIB != 0
        ? new DecimalFormat("#,##0", SYMBOLS).format(mebibytes) + " MiB"
        : new DecimalFormat("#,##0.#", SYMBOLS).format(mebibytes / (double) MIB_PER_GIB) + " GiB";
  }

  private static String sizeOf(Resources requested) {
    DecimalFormat format = new DecimalFormat("#,##0.##", SYMBOLS);
    String cpu =
        requested.cpu() < 1000
            ? requested.cpu() + " MHz"
            : format.format(requested.cpu() / 1000.0) + " GHz";
    return memoryOf(requested.memory()) + ", " + cpu;
  }
}
