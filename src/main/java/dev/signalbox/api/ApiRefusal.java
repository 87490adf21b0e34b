package dev.signalbox.api;

/**
 * Ends a call with a problem. Thrown by controllers only, where they translate a service's outcome:
 * so what a handler returns is what the document says it answers.
 */
public final class ApiRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ApiProblem problem;

  public ApiRefusal(ApiProblem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  ApiProblem problem() {
    return problem;
  }
}
