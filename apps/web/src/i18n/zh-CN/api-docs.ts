// API 页面的用语。各端点的说明来自文档，为英文。
import type { apiDocs as english } from '../en/api-docs.ts';
import type { Translation } from '../translation.ts';

export const apiDocs: Translation<typeof english> = {
  title: 'API',
  lead: '本服务器支持的接口，依据它自己的 OpenAPI 文档绘制。',
  raw: 'JSON 格式的文档',
  refused: '无法读取文档',
  contents: '端点',
  filter: '筛选端点',
  nothingFound: '没有端点包含 {{filter}}。',
  parameters: '参数',
  required: '必填',
  example: '示例',
  exampleOf: '{{endpoint}} 的示例',
  answers: '应答',
  foot: '版本 {{version}} · OpenAPI {{openapi}}',
  keyFilter: '筛选',
  keyHelp: '快捷键',
};
