/** Prints how well the topics are read, or with `dossiers` how imitations fare beside real responses. */
await import(process.argv[2] === 'dossiers' ? './evaluate-dossiers.ts' : './evaluate-topics.ts');
