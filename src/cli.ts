import { Command } from 'commander';
import { sayFailure } from './operator-error.ts';

// Each command loads what it needs: reading a dossier takes no server and no database.
const program = new Command('banso').description('Banso on the command line').exitOverride((error) => {
  process.exit(error.exitCode === 0 ? 0 : 2);
});

program
  .command('score')
  .description('read a dossier and print its report')
  .argument('[file]', 'a banso-dossier/1 file; standard input where it is left out')
  .option('--pretty', 'print for a person')
  .action(async (file: string | undefined, options: { pretty?: boolean }) => {
    const { scoreFile } = await import('./commands/score.ts');
    process.exitCode = await scoreFile(file, options.pretty ?? false);
  });

program
  .command('classify')
  .description('read one text a line from standard input and print what each is about, one JSON a line')
  .action(async () => {
    const { classifyLines } = await import('./commands/classify.ts');
    process.exitCode = await classifyLines();
  });

program
  .command('quantity')
  .description('read one quantity a line from standard input and print how each is read, one JSON a line')
  .requiredOption('--as <kind>', 'money:JPY, weeks, days, years, count, per_year or percent')
  .option('--locale <locale>', 'ja or en', 'ja')
  .action(async (options: { as: string; locale: string }) => {
    const { quantityLines } = await import('./commands/reading.ts');
    process.exitCode = await quantityLines(options.as, options.locale === 'en' ? 'en' : 'ja');
  });

program
  .command('date')
  .description('read one day a line from standard input and print how each is read, one JSON a line')
  .option('--locale <locale>', 'ja or en', 'ja')
  .action(async (options: { locale: string }) => {
    const { dateLines } = await import('./commands/reading.ts');
    process.exitCode = await dateLines(options.locale === 'en' ? 'en' : 'ja');
  });

program
  .command('owner')
  .description(
    'accounts: list, or add, password, disable, enable, allow, deny, two-step-off, delete with an address; passwords from standard input',
  )
  .argument('<action>', 'one of these, or an address to add')
  .argument('[address]')
  .option('--yes', 'delete without asking')
  .action(async (action: string, address: string | undefined, options: { yes?: boolean }) => {
    const { ownerCommand } = await import('./commands/owner.ts');
    process.exitCode = await ownerCommand(action, address, options.yes ?? false);
  });

program
  .command('candidate')
  .description('candidates: find by words of the name or address, or delete one by its number')
  .argument('<action>', 'find or delete')
  .argument('<words>', 'what to find, or the number of the one to delete')
  .option('--yes', 'delete without asking')
  .action(async (action: string, words: string, options: { yes?: boolean }) => {
    const { candidateCommand } = await import('./commands/candidate.ts');
    process.exitCode = await candidateCommand(action, words, options.yes ?? false);
  });

program
  .command('init')
  .description('make the database of a new installation')
  .action(async () => {
    const { init } = await import('./commands/database.ts');
    process.exitCode = await init();
  });

program
  .command('backup')
  .description('copy the database to a file, also while the server runs, and read the copy again')
  .argument('<file>')
  .action(async (file: string) => {
    const { backup } = await import('./commands/database.ts');
    process.exitCode = backup(file);
  });

program
  .command('restore')
  .description('put a backup in the place of the database; what it replaces is kept. Stop the server first')
  .argument('<file>')
  .action(async (file: string) => {
    const { restoreBackup } = await import('./commands/database.ts');
    process.exitCode = restoreBackup(file);
  });

program
  .command('check')
  .description('look at every page and key of the database, or of a backup, without changing it')
  .argument('[file]')
  .action(async (file: string | undefined) => {
    const { check } = await import('./commands/database.ts');
    process.exitCode = check(file);
  });

program
  .command('copy')
  .description('copy everything from a database file to a PostgreSQL server, or back. Stop the servers first')
  .requiredOption('--from <database>', 'a file, or postgres://…')
  .requiredOption('--to <database>', 'a file, or postgres://…')
  .option('--replace', 'replace what the target holds')
  .action(async (options: { from: string; to: string; replace?: boolean }) => {
    const { copyDatabases } = await import('./commands/copy.ts');
    process.exitCode = await copyDatabases(options.from, options.to, options.replace ?? false);
  });

program
  .command('doctor')
  .description('look at the whole installation: file, room, address, backups, mail')
  .action(async () => {
    const { doctor } = await import('./commands/doctor.ts');
    process.exitCode = await doctor();
  });

program
  .command('demo')
  .description('start on a throw-away database with a sample vetting and four sample candidates')
  .option('--locale <locale>', 'ja or en', 'ja')
  .action(async (options: { locale: string }) => {
    const { demo } = await import('./commands/demo.ts');
    process.exitCode = await demo(options.locale);
  });

program
  .command('rescore')
  .description('score every submitted interview anew, show what would change, and ask before writing')
  .option('--yes', 'write without asking')
  .action(async (options: { yes?: boolean }) => {
    const { rescore } = await import('./commands/rescore.ts');
    process.exitCode = await rescore(options.yes ?? false);
  });

// The database, its log and its copies are read by nobody else on the machine.
process.umask(0o077);
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = sayFailure(error);
}
