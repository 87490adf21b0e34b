package dev.signalbox.api;

/**
 * Ends a request with a problem. Thrown only by controllers, so that a handler's return type is the
 * documented response.
 */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ApiProblem problem;

  public ApiException(ApiProblem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  ApiProblem problem() {
    return problem;
  }
}
