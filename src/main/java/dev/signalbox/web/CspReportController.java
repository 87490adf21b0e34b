package dev.signalbox.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Counts content security policy violation reports. The content of the reports is ignored, because
 * anyone can send one and the browser's console shows the same details.
 */
@RestController
class CspReportController {

  private final Counter violations;

  CspReportController(MeterRegistry meters) {
    violations =
        Counter.builder("signalbox.csp.violations")
            .description("Content security policy violation reports")
            .register(meters);
  }

  @PostMapping("/csp-reports")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void report() {
    violations.increment();
  }
}
