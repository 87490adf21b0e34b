package dev.signalbox.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLConnection;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;

/** The acts that the house rules speak about; method references count as calls. */
final class What {

  /** Packages of everything that speaks HTTP or to a cluster. */
  static final String[] CLIENTS = {
    "java.net.http..",
    "org.apache.hc..",
    "org.springframework.web.client..",
    "org.springframework.web.service..",
    "org.springframework.http.client..",
    "org.springframework.boot.http.client..",
    "org.springframework.boot.restclient..",
    "org.springframework.web.reactive.function.client..",
    "okhttp3..",
    "io.fabric8..",
    "io.vertx..",
  };

  private static final List<Class<? extends Annotation>> PROXIED =
      List.of(
          Async.class,
          Cacheable.class,
          CacheEvict.class,
          CachePut.class,
          ConcurrencyLimit.class,
          Retryable.class,
          Transactional.class);

  static final DescribedPredicate<JavaAccess<?>> OPENS_A_CONNECTION =
      describe(
          "opens a connection",
          access ->
              access.getTargetOwner().isAssignableTo(URLConnection.class)
                  || (access.getTargetOwner().isEquivalentTo(URL.class)
                      && Set.of("openConnection", "openStream", "getContent")
                          .contains(access.getName())));

  static final DescribedPredicate<JavaAccess<?>> PRINTS_A_TRACE =
      describe(
          "prints a stack trace",
          access ->
              access.getTargetOwner().isAssignableTo(Throwable.class)
                  && access.getName().equals("printStackTrace"));

  static final DescribedPredicate<JavaAccess<?>> ASKS_THE_MACHINE_FOR_TIME =
      describe(
          "asks the machine for the time",
          access ->
              isNowWithoutClock(access)
                  || isCall(access, System.class, "currentTimeMillis")
                  || isCall(access, Calendar.class, "getInstance")
                  || (isCall(access, Date.class, "<init>") && takes(access).isEmpty()));

  static final DescribedPredicate<JavaAccess<?>> MAKES_A_CLOCK =
      describe(
          "makes a clock of the machine's time",
          access ->
              (access.getTargetOwner().isEquivalentTo(Clock.class)
                      || access.getTargetOwner().isEquivalentTo(InstantSource.class))
                  && (access.getName().startsWith("system") || access.getName().startsWith("tick"))
                  && takes(access).stream().noneMatch(type -> type.isAssignableTo(Clock.class)));

  static final DescribedPredicate<JavaAccess<?>> RUNS_A_COMMAND =
      describe("runs a command", access -> isCall(access, Runtime.class, "exec"));

  static final DescribedPredicate<MethodCallTarget> WORKS_THROUGH_A_PROXY =
      describe(
          "work through a proxy", target -> PROXIED.stream().anyMatch(target::isMetaAnnotatedWith));

  private What() {}

  static DescribedPredicate<JavaClass> is(Class<?> type) {
    return describe("are " + type.getSimpleName(), found -> found.isEquivalentTo(type));
  }

  private static boolean isNowWithoutClock(JavaAccess<?> access) {
    return access.getName().equals("now")
        && access.getTargetOwner().getPackageName().startsWith("java.time")
        && takes(access).stream().noneMatch(type -> type.isAssignableTo(Clock.class));
  }

  private static boolean isCall(JavaAccess<?> access, Class<?> owner, String name) {
    return access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals(name);
  }

  private static List<JavaClass> takes(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        ? target.getRawParameterTypes()
        : List.of();
  }
}
