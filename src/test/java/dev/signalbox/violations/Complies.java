package dev.signalbox.violations;

import dev.signalbox.architecture.ArchitectureRules;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Profile;

/** Names the rule that the class complies with; the rule must not report it. */
// the profile is never active, so component scans of other tests skip these classes
@Profile("violations")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Complies {
  ArchitectureRules value();
}
