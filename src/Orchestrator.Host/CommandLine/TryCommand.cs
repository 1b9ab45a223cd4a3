namespace Orchestrator.Host.CommandLine;

internal static class TryCommand
{
    public static int Run(TryOut request, TextWriter output, TextWriter errors)
    {
        errors.WriteLine("试运行尚未接入。");
        return 3;
    }
}
