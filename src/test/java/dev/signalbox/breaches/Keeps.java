package dev.signalbox.breaches;

import dev.signalbox.house.HouseRules;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Profile;

/** Names the rule that the class keeps although it looks close; the rule must not mind. */
// the profile is never on: component scans of other tests pass these classes by
@Profile("breaches")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Keeps {
  HouseRules value();
}
