using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Orchestrator.Host.Edge;

/// <summary>Turns exceptions of the pipeline into problem documents that name the place and hide the inside.</summary>
public static partial class Failures
{
    public static ProblemDocument Describe(Exception failure) => failure switch
    {
        BadHttpRequestException { StatusCode: 413 } => ProblemDocument.Make(413, "too-large", "提交的内容超过了允许的大小。"),
        BadHttpRequestException { StatusCode: 415 } => ProblemDocument.Make(415, "wrong-content-type", "请以 JSON（application/json）提交，上传文件请用表单方式。"),
        BadHttpRequestException { StatusCode: 408 } => ProblemDocument.Make(408, "too-slow", "请求传送过慢，已中止。"),
        BadHttpRequestException { InnerException: JsonException json } => DescribeJson(json),
        BadHttpRequestException { InnerException: InvalidDataException or IOException } => ProblemDocument.Make(400, "bad-request", "提交的内容不完整或已损坏。"),
        BadHttpRequestException bad => DescribeParameter(bad),
        _ when DatabaseIsAway(failure) => ProblemDocument.Make(503, "database-away", "数据库暂时连不上，请稍后再试。已提交的操作重新提交不会重复办理。"),
        _ => ProblemDocument.Make(500, "failure", "系统出现故障，操作没有完成。请稍后重试；如仍不行，请把跟踪号告诉管理员。"),
    };

    private static bool DatabaseIsAway(Exception? failure) => failure is DbException { IsTransient: true } || (failure?.InnerException is { } inner && DatabaseIsAway(inner));

    private static ProblemDocument DescribeJson(JsonException json)
    {
        var row = (int?)(json.LineNumber + 1);
        var column = (int?)(json.BytePositionInLine + 1);
        var path = PathOf(json.Path);
        // A reader exception inside means the text is no JSON at all; otherwise JSON arrived but not what was asked for.
        if (json.InnerException is JsonException)
        {
            return ProblemDocument.Make(
                400, "bad-json", $"第 {row} 行第 {column} 个字节处不是合法的 JSON。", [new(path, "不是合法的 JSON。", row, column)]);
        }

        var missing = MissingMembers().Match(json.Message);
        if (missing.Success)
        {
            ProblemPlace[] places = [.. QuotedNames().Matches(missing.Value).Select(m => new ProblemPlace(Under(path, m.Groups[1].Value), "必须填写。"))];
            return ProblemDocument.Make(422, "invalid", "有必须填写的内容没有填写。", places);
        }

        return ProblemDocument.Make(
            422, "invalid", $"“{(path.Length == 0 ? "请求内容" : path)}”的内容类型不对。", [new(path, "内容类型不对。", row, column)]);
    }

    private static ProblemDocument DescribeParameter(BadHttpRequestException bad)
    {
        if (bad.Message.Contains("body", StringComparison.Ordinal))
        {
            return ProblemDocument.Make(400, "bad-request", "请求没有内容。");
        }

        var name = ParameterName().Match(bad.Message);
        return name.Success
            ? ProblemDocument.Make(400, "bad-parameter", $"参数“{name.Groups[1].Value}”无效或缺失。", [new(name.Groups[1].Value, "无效或缺失。")])
            : ProblemDocument.Make(400, "bad-request", "请求内容无效或缺失。");
    }

    private static string PathOf(string? path) => path is null or "$" ? "" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');

    private static string Under(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    [GeneratedRegex("""missing required properties including: .*""")]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex QuotedNames();

    [GeneratedRegex("""parameter "[^"]*?\s?([A-Za-z0-9_]+)" """)]
    private static partial Regex ParameterName();
}
