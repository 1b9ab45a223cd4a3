using Orchestrator.Host;
using Orchestrator.Host.CommandLine;

// 0 success, 1 problems found, 2 wrong command line, 3 failure.
try
{
    return Arguments.Parse(args, Environment.GetEnvironmentVariable) switch
    {
        Help => Say(HelpText.All),
        ShowVersion => Say(ProgramVersion.Text),
        Validate validate => ValidateCommand.Run(validate, Console.Out, Console.Error),
        TryOut tryOut => TryCommand.Run(tryOut, Console.Out, Console.Error),
        Migrate migrate => await MigrateCommand.Run(migrate, Console.Out),
        Serve serve => await ServeCommand.Run(serve),
        var other => throw new UsageException($"{other.GetType().Name}"),
    };
}
catch (UsageException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    await Console.Error.WriteLineAsync("用 --help 查看用法。");
    return 2;
}
catch (Exception failure) when (failure is IOException or InvalidDataException or InvalidOperationException or UnauthorizedAccessException or System.Data.Common.DbException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 3;
}

static int Say(string text)
{
    Console.WriteLine(text);
    return 0;
}
