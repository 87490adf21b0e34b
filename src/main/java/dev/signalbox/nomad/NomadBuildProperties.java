package dev.signalbox.nomad;

import jakarta.validation.constraints.Pattern;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How builds are recognized in Nomad.
 *
 * @param classes Names of resource classes by CPU (MHz) and memory (MiB). Default: none; sizes are
 *     shown.
 * @param buildNames Names of builds by the metadata of their Nomad job: text with metadata keys in
 *     braces, separated by commas. The first one of which a job has all keys is used. Default, an
 *     assumption about CircleCI server: `{job_name},
 *     {CIRCLE_PROJECT_USERNAME}/{CIRCLE_PROJECT_REPONAME} #{CIRCLE_BUILD_NUM}`.
 */
@Validated
@ConfigurationProperties("signalbox.nomad")
public record NomadBuildProperties(
    @DefaultValue
        List<
                @Pattern(
                    regexp = "[^=]{1,40}=\\d{1,9}/\\d{1,9}",
                    message = "has an entry that is not name=MHz/MiB: ${validatedValue}")
                String>
            classes,
    @DefaultValue({
          "{job_name}",
          "{CIRCLE_PROJECT_USERNAME}/{CIRCLE_PROJECT_REPONAME} #{CIRCLE_BUILD_NUM}"
        })
        List<
                @Pattern(
                    regexp = ".*\\{[^{}]+}.*",
                    message = "has an entry without a key in braces: ${validatedValue}")
                String>
            buildNames) {

  /** Returns the resource classes, smallest first. */
  public List<ResourceClass> resourceClasses() {
    return classes.stream()
        .map(ResourceClass::of)
        .sorted(
            Comparator.comparingLong(ResourceClass::memory).thenComparingLong(ResourceClass::cpu))
        .toList();
  }

  /** The resources that builds of a class request: CPU in MHz and memory in MiB. */
  public record ResourceClass(String name, long cpu, long memory) {

    private static ResourceClass of(String entry) {
      String[] parts = entry.split("[=/]", -1);
      return new ResourceClass(
          parts[0].strip(), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
  }
}
