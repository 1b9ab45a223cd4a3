using System.Text;
using System.Text.Json;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;

namespace Orchestrator.Host.CommandLine;

/// <summary>Plays a definition for its author. Ends with 1 when the definition is faulty, a step of the script met
/// nothing, or an activity failed; with 0 when it ended or waits as it should.</summary>
internal static class TryCommand
{
    public static int Run(TryOut request, TextWriter output, TextWriter errors)
    {
        var (problems, played) = DryRun.Play(
            Read(request.File), Others(request), new DryRunRequest(Inputs(request), Script(request), request.Now ?? DateTimeOffset.UtcNow));
        foreach (var problem in problems)
        {
            errors.WriteLine(ValidateCommand.Line(request.File, problem));
        }

        if (request.Json)
        {
            var json = played?.ToJson() ?? new JsObject();
            if (problems.Count > 0)
            {
                json["definitionProblems"] = new JsArray(problems.Select(problem => problem.ToJson()));
            }

            output.WriteLine(JsonText.Write(json, indented: true));
        }

        if (played is not { } result)
        {
            return 1;
        }

        if (!request.Json)
        {
            output.WriteLine(Describe(result));
        }

        foreach (var problem in result.Problems)
        {
            errors.WriteLine(problem);
        }

        return result.Problems.Count > 0 || result.Incidents.Count > 0 || result.Status == nameof(InstanceStatus.Faulted) ? 1 : 0;
    }

    private static JsObject Inputs(TryOut request)
    {
        var inputs = new JsObject();
        foreach (var (name, json) in request.Inputs)
        {
            try
            {
                inputs[name] = JsonText.Parse(json);
            }
            catch (JsonException)
            {
                throw new UsageException($"--input {name}：“{json}”不是合法的 JSON，文本要加引号，例如 {name}='\"文本\"'。");
            }
        }

        return inputs;
    }

    private static JsArray Script(TryOut request)
    {
        if (request.Script is null)
        {
            return new JsArray();
        }

        try
        {
            return JsonText.Parse(Read(request.Script)) as JsArray ?? throw new UsageException($"{request.Script}：动作文件应为 JSON 数组。");
        }
        catch (JsonException faulty)
        {
            throw new UsageException($"{request.Script}:{faulty.LineNumber + 1}:{faulty.BytePositionInLine + 1}：不是合法的 JSON。");
        }
    }

    private static DefinitionShelf Others(TryOut request)
    {
        var shelf = new DefinitionShelf();
        if (request.Definitions is { } folder)
        {
            if (!Directory.Exists(folder))
            {
                throw new DirectoryNotFoundException($"{folder}：没有这个目录。");
            }

            foreach (var file in Orchestrator.Host.Definitions.ShippedDefinitions.Files(folder))
            {
                shelf.Add(File.ReadAllBytes(file));
            }
        }

        return shelf;
    }

    private static byte[] Read(string file) =>
        File.Exists(file) ? File.ReadAllBytes(file) : throw new FileNotFoundException($"{file}：没有这个文件。");

    private static string Describe(DryRunResult result)
    {
        var text = new StringBuilder();
        foreach (var line in result.Lines)
        {
            text.AppendLine(line);
        }

        text.Append("状态：").AppendLine(result.Status);
        Add(text, "阶段", result.Stage is null ? null : $"{result.Stage}（第 {result.Round} 轮）");
        Add(text, "输出", result.Output.Count == 0 ? null : JsonText.Write(result.Output));
        foreach (var wait in result.Waiting.Items)
        {
            Add(text, "等待", JsonText.Write(wait));
        }

        foreach (var incident in result.Incidents.Items)
        {
            Add(text, "故障", JsonText.Write(incident));
        }

        return text.ToString().TrimEnd();
    }

    private static void Add(StringBuilder text, string label, string? value)
    {
        if (value is not null)
        {
            text.Append(label).Append('：').AppendLine(value);
        }
    }
}
