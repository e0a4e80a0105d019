// The diagram as a file, drawn by the server when it is asked for.
import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DiagramFile, diagramFileUrl } from '../../../api/diagram-file.ts';
import { IconMenu } from '../../../ui/icon-menu.tsx';

const FORMATS = ['svg', 'png', 'html'] as const;

interface DownloadMenuProps {
  /** What is drawn now. The same function for the same page. */
  readonly fileOf: () => DiagramFile | undefined;
}

export const DownloadMenu = memo(function DownloadMenu({ fileOf }: DownloadMenuProps) {
  const { t } = useTranslation('diagrams');
  // What was drawn when it was opened: the page behind goes on.
  const [file, setFile] = useState<DiagramFile>();
  return (
    <IconMenu label={t('download')} icon={<IconDownload size={16} stroke={1.75} />} onOpen={() => setFile(fileOf())}>
      {file !== undefined &&
        FORMATS.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={diagramFileUrl(file, format)}
            download={`${file.kind}.${format}`}
            leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
          >
            {t(`downloadAs.${format}`)}
          </Menu.Item>
        ))}
    </IconMenu>
  );
});
