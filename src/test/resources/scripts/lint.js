const declarations = { texts: {}, parsed: {} };

/**
 * Sets the declarations that all calls of lint share.
 *
 * @param texts texts by name: declarations and TypeScript's own libraries
 */
function declare(texts) {
  declarations.texts = texts;
}

/** Parses a declaration once: those of the browser take longer than the check of a script. */
function declaration(name, target) {
  const { texts, parsed } = declarations;
  if (!(name in parsed) && name in texts) {
    parsed[name] = ts.createSourceFile(name, texts[name], target, true);
  }
  return parsed[name];
}

/**
 * Checks scripts with the TypeScript compiler. Each file is checked by itself.
 *
 * @param files texts of the scripts by name
 * @returns {string[]} findings as "file:line code message"
 */
function lint(files) {
  const scripts = Object.keys(files);
  const options = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    // names of one script are unknown to the others, except globals.d.ts
    moduleDetection: ts.ModuleDetectionKind.Force,
    allowUnreachableCode: false,
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
  };
  const host = {
    fileExists: (name) => name in files || name in declarations.texts,
    readFile: (name) => files[name],
    getSourceFile: (name, target) =>
      name in files ? ts.createSourceFile(name, files[name], target, true) : declaration(name, target),
    getDefaultLibFileName: () => 'lib.d.ts',
    getDefaultLibLocation: () => '',
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    getDirectories: () => [],
    directoryExists: () => false,
    writeFile: () => {},
  };
  const program = ts.createProgram([...scripts, 'globals.d.ts'], options, host);
  // deprecated names are suggestions; others of these are missing types of parameters
  const suggestions = (file) =>
    program.getTypeChecker().getSuggestionDiagnostics(file).filter((one) => one.reportsDeprecated);
  const setup = program.getOptionsDiagnostics().map((one) => `options ${text(one)}`);
  return scripts.flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...setup, ...program.getSyntacticDiagnostics(file).map(shown)].concat(
      [...program.getSemanticDiagnostics(file), ...suggestions(file)].map(shown)
    );
  });

  function text(diagnostic) {
    return `${diagnostic.code} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
  }

  function shown(diagnostic) {
    const { line } = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start);
    return `${diagnostic.file.fileName}:${line + 1} ${text(diagnostic)}`;
  }
}
