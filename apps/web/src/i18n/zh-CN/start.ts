// “开始使用”页面的用语。
import type { start as english } from '../en/start.ts';
import type { Translation } from '../translation.ts';

export const start: Translation<typeof english> = {
  title: '发送第一个 Span',
  lead: '让 OpenTelemetry 导出器指向本机，本页会自动变为搜索结果。',
  ecosystem: '语言或工具',
  protocol: '协议',
  protocols: { http: 'HTTP', grpc: 'gRPC' },
  steps: {
    install: '安装',
    installAgent: '下载 Agent',
    addCode: '在程序中启用追踪',
    run: '使用以下设置启动程序',
    collectorConfig: '加入 Collector 的配置',
  },
  tokenHint: '本服务器需要令牌：请用启动服务器时的令牌替换 {{placeholder}}。',
  use: '使用一次您的程序',
  useHint: 'SDK 分批发送，第一个 Span 最多可能需要 5 秒。短时脚本必须在退出前关闭 SDK。',
  useCollectorHint: '重新启动 Collector，然后使用一个向它发送数据的程序。',
  statusRefused: '无法得知服务器的监听地址',
  doorRegion: '到达情况',
  waiting: '等待第一个 Span',
  stored_other: '已有 {{text}} 条链路',
  storedFacts_other: '{{text}} 个 Span，每秒到达 {{rate}} 个',
  showResults: '查看结果',
  listening: '监听地址',
  listener: { 'otlp-http': 'OTLP / HTTP', 'otlp-grpc': 'OTLP / gRPC', ui: '本应用与 API' },
  copyAddress: '复制 {{name}} 的地址',
  loopbackOnly: '仅限本机：其他机器和容器无法访问。启动时加上 --host 0.0.0.0 --token … 即可允许。',
  runsSince: '版本 {{version}}，自 {{time}} 起运行',
  storeFacts_other: '存储 {{folder}}，{{spans}} 个 Span，{{bytes}}',
  keyHelp: '按键',
};
