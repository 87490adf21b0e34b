package dev.signalbox.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Counts what browsers refused to run. The reports themselves are not read: anybody can send one,
 * and the browser's own console shows the page's author the same.
 */
@RestController
class CspReports {

  private final Counter violations;

  CspReports(MeterRegistry meters) {
    violations =
        Counter.builder("signalbox.csp.violations")
            .description("Reports of browsers that refused to run something")
            .register(meters);
  }

  @PostMapping("/csp-reports")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void report() {
    violations.increment();
  }
}
